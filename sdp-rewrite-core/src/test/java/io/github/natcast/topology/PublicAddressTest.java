package io.github.natcast.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @CsvSource({
        "example.com,          names are never looked up",
        "0.0.0.0,              plain unicast",
        "::,                   plain unicast",
        "224.0.0.1,            plain unicast",
        "ff02::1,              plain unicast",
        "::ffff:203.0.113.7,   plain unicast",
        "0.1.2.3,              reserved",
        "240.0.0.1,            reserved",
        "255.255.255.255,      reserved",
        "169.254.1.2,          link-local",
        "fe80::1,              link-local",
        "febf::1,              link-local",
        "2001:db8::1%eth0,     leave out \"%eth0\"",
        "'',                   write it as 203.0.113.7 or 2001:db8::7",
    })
    void refusesWhatNobodyCanReachAndSaysWhy(String address, String message) {
        assertThatThrownBy(() -> PublicAddress.of(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the public address ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> NetworkTopology.builder().publicAddress(address))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"51.161.209.200", "192.168.1.1", "100.64.0.1", "127.0.0.2", "fd00::1", "fec0::1", "2a00::1"})
    void acceptsWhatSomebodyCanReach(String address) {
        assertThat(PublicAddress.of(address).address()).hasToString(address);
    }

    @Test
    void saysWhichValueIsNull() {
        assertThatThrownBy(() -> PublicAddress.of(nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("the public address must not be null; write it as");
        assertThatThrownBy(() -> PublicAddress.of("51.161.209.200", PortMapping.same(), nothing()))
                .hasMessageContaining("the TCP ports must not be null; write PortMapping.none()");
        assertThatThrownBy(() -> NetworkTopology.builder().localAddress(nothing()))
                .hasMessageStartingWith("the local address must not be null");
    }

    @Test
    void isAValue() {
        assertThat(PublicAddress.of("51.161.209.200", 40111))
                .isEqualTo(new PublicAddress(
                        PublicAddress.of("51.161.209.200").address(), PortMapping.fixed(40111), PortMapping.none()))
                .hasToString("51.161.209.200 udp any>40111 tcp none");
        assertThat(PublicAddress.of("2001:db8::7").forBothFamilies())
                .isNotEqualTo(PublicAddress.of("2001:db8::7"))
                .hasToString("2001:db8::7 ports same for both families");
    }

    @Test
    void claimsOneUdpPortAndNoTcpPort() {
        PublicAddress address = PublicAddress.of("51.161.209.200", 40111);

        assertThat(address.udp().isFixed()).isTrue();
        assertThat(address.tcp().localPorts()).isEmpty();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
