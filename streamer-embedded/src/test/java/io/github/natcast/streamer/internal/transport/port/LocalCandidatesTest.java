package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocalCandidatesTest {

    @Test
    void aReflexiveCandidateHidesItsBaseAndIsNoneWithoutANat() {
        InetSocketAddress bound = new InetSocketAddress("192.168.1.10", 10_111);
        InetSocketAddress mapped = new InetSocketAddress("198.51.100.20", 40_404);

        assertThat(LocalCandidates.serverReflexive(List.of(bound, mapped), List.of(bound)))
                .containsExactly(
                        "candidate:srflx1 1 udp 1694498815 198.51.100.20 40404 typ srflx raddr 0.0.0.0 rport 9");
    }

    @Test
    void aRelayedCandidateIsTheLastChoice() {
        assertThat(LocalCandidates.relayed(new InetSocketAddress("2001:db8::7", 49_152)))
                .isEqualTo("candidate:relay1 1 udp 16777215 2001:db8::7 49152 typ relay raddr :: rport 9");
    }

    @Test
    void hostCandidatesHavePrioritiesOfRfc8445() {
        assertThat(LocalCandidates.host(List.of(
                        new InetSocketAddress("192.168.1.10", 10_111), new InetSocketAddress("10.8.0.2", 10_111))))
                .containsExactly(
                        "candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host",
                        "candidate:2 1 udp 2130706175 10.8.0.2 10111 typ host");
    }

    @Test
    void candidatesSpellIpv6AddressesAsRfc5952WantsThem() throws Exception {
        InetAddress address = InetAddress.getByName("fd00:0:0:0:0:0:0:2");

        assertThat(LocalCandidates.host(List.of(new InetSocketAddress(address, 10_111))))
                .containsExactly("candidate:1 1 udp 2130706431 fd00::2 10111 typ host");
    }
}
