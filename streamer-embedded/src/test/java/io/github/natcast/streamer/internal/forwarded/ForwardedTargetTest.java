package io.github.natcast.streamer.internal.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.IpAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForwardedTargetTest {
    private static final InetAddress PROXY = address("127.0.0.1");

    private static InetAddress address(String literal) {
        return IpAddress.parse(literal).orElseThrow().toInetAddress();
    }

    private static ForwardedTarget of(String name, String... values) {
        return ForwardedTarget.of(PROXY, Map.of(name, List.of(values)), TrustedSources.THIS_HOST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                X-Forwarded-Proto | https                                             | https |
                X-Forwarded-Proto | HTTPS                                             | https |
                X-Forwarded-Proto | https, http                                       | http  |
                X-Forwarded-Proto | wss                                               |       |
                X-Forwarded-Host  | cam.example:8443                                  |       | cam.example:8443
                X-Forwarded-Host  | evil.example, cam.example                         |       | cam.example
                Forwarded         | for=198.51.100.7;proto=https;host=cam.example     | https | cam.example
                Forwarded         | host="cam.example:8443";for=_x                    |       | cam.example:8443
                Forwarded         | proto=http;host=evil.example, for=1.1.1.1;proto=https | https |
                Forwarded         | for=198.51.100.7                                  |       |
                """)
    void theNearestProxysWordCounts(String name, String value, String scheme, String host) {
        assertThat(of(name, value))
                .isEqualTo(new ForwardedTarget(Optional.ofNullable(scheme), Optional.ofNullable(host)));
    }

    @Test
    void ofSeveralHeadersTheLastCounts() {
        assertThat(of("X-Forwarded-Host", "a.example", "b.example").host()).hasValue("b.example");
    }

    @Test
    void whoIsNotTrustedSaysNothing() {
        ForwardedTarget target = ForwardedTarget.of(
                address("203.0.113.9"),
                Map.of("X-Forwarded-Proto", List.of("https"), "X-Forwarded-Host", List.of("cam.example")),
                TrustedSources.THIS_HOST);
        assertThat(target).isEqualTo(new ForwardedTarget(Optional.empty(), Optional.empty()));
    }
}
