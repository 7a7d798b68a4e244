package io.github.natcast.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.10, 192.168.1.10",
        "0.0.0.0, 0.0.0.0",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "fe80::1%eth0, fe80::1",
        "::ffff:192.168.1.2, ::ffff:192.168.1.2",
        "::ffff:c0a8:0102, ::ffff:192.168.1.2",
        "64:ff9b::192.0.2.1, 64:ff9b::c000:201"
    })
    void readsLiteralsAndWritesThemCanonically(String text, String canonical) {
        assertThat(IpAddress.parse(text).orElseThrow()).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "192.168.001.010",
                "01.2.3.4",
                "1..2.3",
                ".1.2.3",
                "1.2.3.4.",
                "a.b.c.d",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::1%",
                "1:",
                ":1",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "host.local",
                "192.168.1.10/24",
                "１92.168.1.1",
                "fe80::１"
            })
    void takesNothingElseForAnAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void agreesWithThePlatformOnRandomAddresses() throws UnknownHostException {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[16];
            for (int b = 0; b < 16; b++) {
                bytes[b] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0);
            }
            bytes[0] = 0x20;
            String platform = InetAddress.getByAddress(bytes).getHostAddress();
            IpAddress ours = IpAddress.parse(platform).orElseThrow();

            assertThat(InetAddress.getByName(ours.toString()).getAddress()).isEqualTo(bytes);
        }
    }

    @Test
    void unmapsIpv4() {
        IpAddress mapped = IpAddress.parse("::ffff:10.0.0.1").orElseThrow();

        assertThat(mapped.isIpv4Mapped()).isTrue();
        assertThat(mapped.unmapped()).isEqualTo(IpAddress.parse("10.0.0.1").orElseThrow());
    }
}
