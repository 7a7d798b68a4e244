package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import io.github.natcast.streamer.ViewerRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OfferRouteTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, stream.example.org, , DIRECT",
        "198.51.100.7, stream.example.org, 198.51.100.7, PROXY",
        "2001:4860::7, [2001:4860::1]:9000, , DIRECT",
        "127.0.0.1, localhost:9000, , LOCAL",
        "127.0.0.1, 127.0.0.1:9000, , LOCAL",
        "::1, [::1]:9000, , LOCAL",
        "127.0.0.1, , , LOCAL",
        "127.0.0.1, 51.161.209.200:10110, , TUNNEL",
        "127.0.0.1, stream.example.org, , TUNNEL",
        "172.17.0.1, 51.161.209.200, , TUNNEL",
        "192.168.1.20, 192.168.1.10:9000, , NEIGHBOUR",
        "192.168.1.20, gpu.local:9000, , NEIGHBOUR",
        "192.168.1.20, gpu:9000, , NEIGHBOUR",
        "fd00::20, [fd00::10]:9000, , NEIGHBOUR"
    })
    void tellsHowTheOfferCame(String peer, String host, String forwardedFor, Route route) {
        Map<String, List<String>> headers = new java.util.HashMap<>();
        if (host != null) {
            headers.put("Host", List.of(host));
        }
        if (forwardedFor != null) {
            headers.put("X-Forwarded-For", List.of(forwardedFor));
        }

        assertThat(OfferRoute.of(new ViewerRequest(
                        ViewerRequest.Protocol.WHEP,
                        "live",
                        "/whep",
                        Map.of(),
                        headers,
                        new InetSocketAddress(peer, 5000),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of())))
                .isEqualTo(route);
    }
}
