package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskedAddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.*",
        "2001:db8:1:2::77, 2001:db8:1:*",
        "::ffff:203.0.113.77, 203.0.113.*",
        "2a00::1, 2a00:0:0:*",
        "192.168.1.10, 192.168.1.10",
        "10.1.2.3, 10.1.2.3",
        "127.0.0.1, 127.0.0.1",
        "::1, 0:0:0:0:0:0:0:1",
        "fe80::1%5, fe80:0:0:0:0:0:0:1",
        "fd12:3456::1, fd12:3456:0:0:0:0:0:1",
    })
    void onlyWhatMeansSomethingElsewhereIsMasked(String address, String shown) throws Exception {
        assertThat(MaskedAddress.of(InetAddress.getByName(address))).isEqualTo(shown);
    }
}
