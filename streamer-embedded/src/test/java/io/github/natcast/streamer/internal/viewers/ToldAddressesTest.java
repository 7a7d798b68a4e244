package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ToldAddressesTest {
    private static final List<String> OWN = List.of("candidate:1 1 udp 2 192.168.1.10 20111 typ host");

    @Test
    void tellsThatAForwardIsBetween() {
        ToldAddresses told = ToldAddresses.of("""
                m=video 9 UDP/TLS/RTP/SAVPF 102\r
                a=candidate:1 1 udp 2 51.161.209.200 10111 typ host\r
                a=candidate:1 1 udp 2 51.161.209.200 10111 typ host\r
                a=candidate:2 1 tcp 1 51.161.209.200 10110 typ host tcptype passive\r
                a=end-of-candidates\r
                """, OWN);

        assertThat(told.endpoints())
                .extracting(Object::toString)
                .containsExactly("UDP 51.161.209.200:10111", "TCP 51.161.209.200:10110");
        assertThat(told.translated()).isTrue();
        assertThat(told.punched()).isFalse();
        assertThat(told.localPort()).isEqualTo(20111);
    }

    @Test
    void tellsThatOnlyAStunServerKnowsTheAddress() {
        ToldAddresses told = ToldAddresses.of("""
                a=candidate:1 1 udp 2 192.168.1.10 20111 typ host
                a=candidate:2 1 udp 1 198.51.100.1 41234 typ srflx raddr 192.168.1.10 rport 20111
                """, OWN);

        assertThat(told.translated()).isFalse();
        assertThat(told.punched()).isTrue();
        assertThat(told.relayed()).isFalse();
    }

    @Test
    void hasNothingToTellOfAnAnswerWithoutCandidates() {
        assertThat(ToldAddresses.of("v=0\r\na=candidate:?\r\n", List.of())).isEqualTo(ToldAddresses.NONE);
    }
}
