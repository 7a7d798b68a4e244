package io.github.natcast.streamer.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

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
}
