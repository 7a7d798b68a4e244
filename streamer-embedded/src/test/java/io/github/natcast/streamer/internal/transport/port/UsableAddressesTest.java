package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UsableAddressesTest {
    private static List<InetAddress> addresses(String... literals) {
        return Arrays.stream(literals)
                .map(literal -> InetSocketAddress.createUnresolved(literal, 0))
                .map(unresolved -> new InetSocketAddress(unresolved.getHostString(), 0).getAddress())
                .toList();
    }

    private static final List<InetAddress> HOST = addresses(
            "127.0.0.1", "::1", "192.168.1.10", "fe80::1", "169.254.3.4", "10.8.0.2", "10.8.0.2", "2001:db8::7");

    @Test
    void wildcardIsEveryUsableAddressOnceWithLoopbackLast() {
        assertThat(UsableAddresses.toBind(addresses("0.0.0.0").get(0), HOST))
                .isEqualTo(addresses("2001:db8::7", "192.168.1.10", "10.8.0.2", "::1", "127.0.0.1"));
        assertThat(UsableAddresses.toBind(addresses("::").get(0), HOST)).hasSize(5);
    }

    @Test
    void explicitAddressStandsForItself() {
        assertThat(UsableAddresses.toBind(addresses("192.0.2.9").get(0), HOST)).isEqualTo(addresses("192.0.2.9"));
    }

    @Test
    void loopbackIsAdvertisedOnlyWhenThereIsNothingElse() {
        assertThat(UsableAddresses.toAdvertise(addresses("10.0.0.1", "127.0.0.1")))
                .isEqualTo(addresses("10.0.0.1"));
        assertThat(UsableAddresses.toAdvertise(addresses("127.0.0.1"))).isEqualTo(addresses("127.0.0.1"));
    }
}
