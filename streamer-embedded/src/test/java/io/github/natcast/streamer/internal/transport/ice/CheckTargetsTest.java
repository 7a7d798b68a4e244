package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckTargetsTest {

    @ParameterizedTest
    @CsvSource({
        "candidate:1 1 udp 1686052607 203.0.113.10 54321 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag x, 203.0.113.10:54321",
        "candidate:1 1 UDP 41885439 51.161.209.200 49152 typ relay raddr 203.0.113.10 rport 54321, 51.161.209.200:49152",
        "candidate:1 1 udp 2122260223 2606:4700:4700::1111 50000 typ host, [2606:4700:4700:0:0:0:0:1111]:50000"
    })
    void checksPublicUnicastAddresses(String candidate, String target) {
        assertThat(CheckTargets.of(candidate, CheckTargets.PUBLIC).map(RemoteCandidate::address))
                .hasValueSatisfying(address ->
                        assertThat(address.toString()).endsWith(target.startsWith("[") ? "/" + target : target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1 50000",
                "172.16.0.1 50000",
                "192.168.1.1 50000",
                "100.64.0.1 50000",
                "169.254.169.254 50000",
                "127.0.0.1 50000",
                "0.0.0.0 50000",
                "0.1.2.3 50000",
                "224.0.0.251 5353",
                "239.1.2.3 50000",
                "255.255.255.255 50000",
                "240.0.0.1 50000",
                "::1 50000",
                ":: 50000",
                "fe80::1 50000",
                "fc00::1 50000",
                "ff02::fb 5353",
                "::ffff:8.8.8.8 50000",
                "64:ff9b::808:808 50000",
                "8.8.8.8 53",
                "8.8.8.8 0",
                "8.8.8.8 1023",
                "4c1a2b3d-0000-4000-8000-000000000000.local 50000",
                "stun.example.org 50000"
            })
    void neverChecksOwnNetworksReservedAddressesWellKnownPortsAndNames(String target) {
        assertThat(CheckTargets.of("candidate:1 1 udp 1686052607 " + target + " typ host", CheckTargets.PUBLIC))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:",
                "candidate:1 1 tcp 1518280447 203.0.113.10 9 typ host tcptype active",
                "candidate:1 1 tcp 1518280447 203.0.113.10 50000 typ host tcptype passive",
                "candidate:1 2 udp 1686052606 203.0.113.10 50000 typ srflx",
                "candidate:1 1 udp 1686052607 203.0.113.10 50000 typ whatever"
            })
    void passesOverWhatIsNoUdpCandidateOfTheOneComponent(String candidate) {
        assertThat(CheckTargets.of(candidate, CheckTargets.PUBLIC)).isEmpty();
    }
}
