package io.github.natcast.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IceCandidateTest {
    @Test
    void readsEveryField() {
        IceCandidate candidate = IceCandidate.parse("a=candidate:a0+B/3 2 TCP 1684013055 192.0.2.3 45664 typ srflx"
                + " raddr 10.0.1.1 rport 8998 tcptype passive generation 0 ufrag x+/y network-cost");

        assertThat(candidate.foundation()).isEqualTo("a0+B/3");
        assertThat(candidate.component()).isEqualTo(2);
        assertThat(candidate.transport()).isEqualTo(TransportProtocol.TCP);
        assertThat(candidate.transportToken()).isEqualTo("TCP");
        assertThat(candidate.priority()).isEqualTo(1684013055L);
        assertThat(candidate.address()).isEqualTo("192.0.2.3");
        assertThat(candidate.ip()).contains(IpAddress.parse("192.0.2.3").orElseThrow());
        assertThat(candidate.port()).isEqualTo(45664);
        assertThat(candidate.type()).isEqualTo(CandidateType.SRFLX);
        assertThat(candidate.relatedAddress()).contains("10.0.1.1");
        assertThat(candidate.relatedPort()).hasValue(8998);
        assertThat(candidate.tcpType()).contains("passive");
        assertThat(candidate.extensions())
                .containsExactly(
                        new IceCandidate.Extension("generation", "0"),
                        new IceCandidate.Extension("ufrag", "x+/y"),
                        new IceCandidate.Extension("network-cost", ""));
        assertThat(candidate.extension("ufrag")).contains("x+/y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "candidate:1 1 UDP 2130706431 fe80::6676:baff:fe9c:ee4a 8998 typ host",
                "candidate:1  1  udp  1  192.168.1.10  5000  typ  host",
                "a=candidate:1 1 ssltcp 1 192.0.2.1 443 typ future-type",
                "candidate: 1 udp 500 10.0.75.1 53634 typ host generation 0\r\n",
                "a=candidate:1 1 udp 1 6b4f1d3e-7d6c.local 5000 typ host"
            })
    void isLosslessAndTolerant(String text) {
        assertThat(IceCandidate.parse(text)).hasToString(text);
    }

    @Test
    void readsAnEmptyFoundation() {
        IceCandidate candidate = IceCandidate.parse("candidate: 1 udp 500 10.0.75.1 53634 typ host generation 0");

        assertThat(candidate.foundation()).isEmpty();
        assertThat(candidate.port()).isEqualTo(53634);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    candidate:                                       | foundation
                    candidate:1 x udp 1 192.0.2.1 1 typ host         | component
                    candidate:1 1                                    | transport
                    candidate:1 1 udp x 192.0.2.1 1 typ host         | priority
                    candidate:1 1 udp 1 192.0.2.1 99999 typ host     | port
                    candidate:1 1 udp 1 192.0.2.1 1 host             | typ
                    1 1 udp 1 192.0.2.1 1 typ host                   | candidate:
                    """)
    void saysWhatIsWrong(String text, String expected) {
        assertThatThrownBy(() -> IceCandidate.parse(text))
                .isInstanceOf(SdpParseException.class)
                .hasMessageContaining(expected)
                .hasMessageContaining(text);
        assertThat(IceCandidate.tryParse(text)).isEmpty();
    }

    @Test
    void isOneLine() {
        String text = "candidate:1 1 udp 1 192.0.2.1 5004 typ host\nfoo";

        assertThat(IceCandidate.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> IceCandidate.parse(text))
                .isInstanceOf(SdpParseException.class)
                .hasMessageContaining("expected one line");
    }
}
