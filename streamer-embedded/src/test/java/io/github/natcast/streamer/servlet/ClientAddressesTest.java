package io.github.natcast.streamer.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 50000, /203.0.113.7:50000",
        "203.0.113.7, -1, /203.0.113.7:0",
        "2001:db8::7, 9, /[2001:db8:0:0:0:0:0:7]:9",
        "[2001:db8::7], 9, /[2001:db8:0:0:0:0:0:7]:9",
        "::ffff:203.0.113.7, 9, /203.0.113.7:9"
    })
    void readsLiterals(String text, int port, String address) {
        assertThat(ClientAddresses.of(text, port)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "localhost", "face", "127.1", "999.1.1.1", "1:2:3"})
    void anythingElseIsNoAddressAndNotThisHost(String text) {
        InetSocketAddress address = ClientAddresses.of(text, 1);

        assertThat(address).isEqualTo(ClientAddresses.UNKNOWN);
        assertThat(address.getAddress().isLoopbackAddress()).isFalse();
    }

    @Test
    void neitherIsNothing() {
        assertThat(ClientAddresses.of(null, 1)).isEqualTo(ClientAddresses.UNKNOWN);
    }
}
