package io.github.natcast.streamer.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class AddressTextTest {

    @Test
    void onlyIpv6AddressesGetBrackets() {
        assertThat(AddressText.of(new InetSocketAddress("192.0.2.1", 10_111))).isEqualTo("192.0.2.1:10111");
        assertThat(AddressText.of(new InetSocketAddress("2001:db8::1", 10_111)))
                .isEqualTo("[2001:db8:0:0:0:0:0:1]:10111");
        assertThat(AddressText.of("localhost", 80)).isEqualTo("localhost:80");
    }
}
