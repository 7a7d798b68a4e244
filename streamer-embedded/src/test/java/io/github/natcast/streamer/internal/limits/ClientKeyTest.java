package io.github.natcast.streamer.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.ViewerRequest;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientKeyTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    })
    void anAddressIsAClientAndSoIsASlash64(String one, String other, boolean same) {
        assertThat(key(one, "live", "a").equals(key(other, "room", "b"))).isEqualTo(same);
        assertThat(key(one, "live", "a").isCrowd()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "::1", "10.0.0.7", "192.168.1.10", "172.17.0.1", "169.254.1.1", "fe80::1", "fd00::1"
            })
    void behindATunnelItIsTheSessionAndTheToken(String address) {
        ClientKey client = key(address, "live", "secret");

        assertThat(client.isCrowd()).isTrue();
        assertThat(client).isNotEqualTo(key(address, "room", "secret")).isNotEqualTo(key(address, "live", "another"));
        assertThat(client.key()).isEqualTo(key(address, "live", "secret").key());
        assertThat(client.toString()).contains("live").doesNotContain("secret");
    }

    /** Thousands of them are remembered. */
    @Test
    void aKeyHoldsNoToken() {
        String token = "t".repeat(16 << 10);
        ClientKey client = key("127.0.0.1", "s".repeat(128), token);

        assertThat(client.key()).hasSizeLessThan(256).doesNotContain("tt");
        assertThat(client).isNotEqualTo(key("127.0.0.1", "s".repeat(128), token + "t"));
        assertThat(key("127.0.0.1", "a b", "c")).isNotEqualTo(key("127.0.0.1", "a", "b c"));
    }

    @Test
    void theOperatorSeesTheNetwork() {
        assertThat(key("2001:db8:1:2::1", "live", "")).hasToString("2001:db8:1:2::/64");
        assertThat(key("192.0.2.1", "live", "")).hasToString("192.0.2.1");
    }

    static ClientKey key(String address, String session, String token) {
        return ClientKey.of(new ViewerRequest(
                ViewerRequest.Protocol.WHEP,
                session,
                "/whep/" + session,
                Map.of(),
                Map.of(),
                new InetSocketAddress(address, 5000),
                Optional.of(token),
                Optional.empty(),
                Map.of()));
    }
}
