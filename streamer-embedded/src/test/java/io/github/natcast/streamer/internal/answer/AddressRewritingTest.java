package io.github.natcast.streamer.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressRewritingTest {
    private static final String HOST = "candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host";
    private static final String LOOPBACK = "candidate:2 1 udp 2130706431 127.0.0.1 10111 typ host";
    private static final String ANSWER = """
            v=0
            o=- 1 1 IN IP4 0.0.0.0
            s=-
            t=0 0
            m=video 10111 UDP/TLS/RTP/SAVPF 96
            c=IN IP4 192.168.1.10
            a=mid:0
            a=%s
            """.formatted(HOST);

    private static final List<PublicAddress> PUBLIC = List.of(PublicAddress.of("51.161.209.200", 40111));

    private final AddressRewriting replacing = new AddressRewriting(PUBLIC, false);
    private final AddressRewriting keeping = new AddressRewriting(PUBLIC, true);

    @Test
    void tellsPublicAddressesAlone() {
        assertThat(replacing.candidate(HOST, "0"))
                .singleElement()
                .asString()
                .contains(" 51.161.209.200 40111 typ host");
        assertThat(replacing.answer(ANSWER)).doesNotContain("192.168.1.10");
    }

    @Test
    void keepsPrivateCandidatesBesidePublicOnes() {
        List<String> candidates = keeping.candidate(HOST, "0");
        assertThat(candidates).hasSize(2);
        assertThat(candidates.get(0)).isEqualTo(HOST);
        assertThat(candidates.get(1)).contains(" 51.161.209.200 40111 typ srflx raddr 192.168.1.10 rport 10111");

        assertThat(keeping.answer(ANSWER))
                .contains("m=video 40111 ", "c=IN IP4 51.161.209.200\n")
                .contains("a=" + HOST + "\n", " 51.161.209.200 40111 typ srflx ");
    }

    @Test
    void neverKeepsLoopback() {
        assertThat(keeping.candidate(LOOPBACK, "0"))
                .singleElement()
                .asString()
                .contains(" 51.161.209.200 40111 typ host");
    }

    private static final String TCP = "candidate:tcp1 1 tcp 1520435199 192.168.1.10 9000 typ host tcptype passive";
    private static final List<PublicAddress> PUBLIC_TCP =
            List.of(PublicAddress.of("51.161.209.201", PortMapping.none(), PortMapping.fixed(10110)));

    @Test
    void tellsThePublicTcpPortAndLeavesUdpAsItIs() {
        AddressRewriting tcp = new AddressRewriting(List.of(), PUBLIC_TCP, false);

        assertThat(tcp.candidate(TCP, "0"))
                .containsExactly("candidate:tcp1 1 tcp 1520435199 51.161.209.201 10110 typ host tcptype passive");
        assertThat(tcp.candidate(TCP.replace("192.168.1.10", "127.0.0.1"), "0"))
                .singleElement()
                .asString()
                .contains(" 51.161.209.201 10110 typ host tcptype passive");
        assertThat(tcp.candidate(HOST, "0")).containsExactly(HOST);
        assertThat(tcp.answer(ANSWER + "a=" + TCP + "\n"))
                .contains("a=" + HOST + "\n", "m=video 10111 ", " 51.161.209.201 10110 typ host tcptype passive\n");
    }

    @Test
    void severalAddressesOfThisHostShareThePublicTcpPort() {
        AddressRewriting tcp = new AddressRewriting(List.of(), PUBLIC_TCP, false);
        String other = "candidate:tcp2 1 tcp 1520434943 172.17.0.1 9000 typ host tcptype passive";

        assertThat(tcp.answer(ANSWER + "a=" + TCP + "\na=" + other + "\n"))
                .containsOnlyOnce(" 51.161.209.201 10110 ")
                .doesNotContain("172.17.0.1");
    }

    @Test
    void tcpHasItsOwnAddressBesideThatOfUdp() {
        AddressRewriting both = new AddressRewriting(PUBLIC, PUBLIC_TCP, false);

        assertThat(both.answer(ANSWER + "a=" + TCP + "\n"))
                .contains(" 51.161.209.200 40111 typ host\n", " 51.161.209.201 10110 typ host tcptype passive\n")
                .doesNotContain("192.168.1.10");
    }

    @Test
    void aTcpPortThatIsNotForwardedIsNotTold() {
        assertThat(replacing.candidate(TCP, "0")).isEmpty();
        assertThat(replacing.answer(ANSWER + "a=" + TCP + "\n")).doesNotContain("192.168.1.10", " tcp ");
        assertThat(keeping.candidate(TCP, "0")).containsExactly(TCP);
    }

    @Test
    void aNatThatKeepsPortsForwardsTcpAsWell() {
        AddressRewriting same = new AddressRewriting(List.of(PublicAddress.of("51.161.209.200")), false);

        assertThat(same.candidate(TCP, "0"))
                .containsExactly("candidate:tcp1 1 tcp 1520435199 51.161.209.200 9000 typ host tcptype passive");
    }
}
