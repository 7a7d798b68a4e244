package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TrickleFragmentTest {
    private static final String HOST = "candidate:1 1 udp 2130706431 host.local 9 typ host";

    /** RFC 9725 §4.3.3, figure 9, with credentials and candidates in the media section. */
    @Test
    void readsTheRestartOfTheRfc() throws Exception {
        TrickleFragment fragment = TrickleFragment.parse("""
                a=ice-options:trickle ice2\r
                a=group:BUNDLE 0 1\r
                m=audio 9 UDP/TLS/RTP/SAVPF 111\r
                a=mid:0\r
                a=ice-ufrag:ysXw\r
                a=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r
                a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1\r
                a=candidate:3471623853 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active generation 0\r
                """);

        assertThat(fragment.credentials()).contains(new IceCredentials("ysXw", "vw5LmwG4y/e6dPP/zAP9Gp5k"));
        assertThat(fragment.candidates())
                .hasSize(2)
                .allMatch(candidate -> candidate.mid().equals(Optional.of("0")));
        assertThat(fragment.complete()).isFalse();
    }

    @Test
    void readsCredentialsOfTheSessionAndCandidatesWithoutASection() throws Exception {
        TrickleFragment fragment = TrickleFragment.parse(
                "a=ice-ufrag:ysXw\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\na=" + HOST + "\na=end-of-candidates\n\n");

        assertThat(fragment.usernameFragment()).contains("ysXw");
        assertThat(fragment.credentials()).isPresent();
        assertThat(fragment.candidates()).containsExactly(new TrickleFragment.Candidate(HOST, Optional.empty()));
        assertThat(fragment.complete()).isTrue();
    }

    /** MediaMTX 1.20 trickles Pion's "candidate:…" behind a prefix of its own. */
    @Test
    void readsACandidateWhosePrefixStandsTwice() throws Exception {
        TrickleFragment fragment = TrickleFragment.parse("""
                m=video 9 UDP/TLS/RTP/SAVPF 96 97 98\r
                a=mid:0\r
                a=ice-ufrag:iPYnliZFKJiIJwep\r
                a=ice-pwd:GBrhsyBvWMFBPcMsUUqKuZPcMQhyrzFd\r
                a=candidate:candidate:2878742611 1 udp 2130706431 192.0.2.7 55532 typ host ufrag iPYnliZFKJiIJwep\r
                """);

        assertThat(fragment.candidates())
                .singleElement()
                .satisfies(each -> assertThat(each.mid()).contains("0"))
                .extracting(each -> IceCandidate.parse(each.candidate()))
                .satisfies(candidate -> {
                    assertThat(candidate.ip())
                            .contains(IpAddress.parse("192.0.2.7").orElseThrow());
                    assertThat(candidate.port()).isEqualTo(55532);
                });
    }

    @Test
    void theFragmentAloneRestartsNothing() throws Exception {
        TrickleFragment fragment = TrickleFragment.parse("a=ice-ufrag:ysXw\r\na=end-of-candidates\r\n");

        assertThat(fragment.usernameFragment()).contains("ysXw");
        assertThat(fragment.credentials()).isEmpty();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("", "nothing"),
                arguments("hello", "hello"),
                arguments("{\"candidate\":\"" + HOST + "\"}", "{"),
                arguments("a=ice-options:trickle\r\nm=video 9 RTP/AVP 0\r\na=mid:0\r\n", "a=ice-options"),
                arguments("a=candidate:\r\n", "a=candidate:"),
                arguments("a=candidate:1 1 udp x 192.0.2.1 9 typ host\r\n", "udp x"),
                arguments("a=" + HOST + "\r\na=candidate:1 1 udp 1 192.0.2.1 99999 typ host\r\n", "99999"),
                arguments("m=video\r\na=" + HOST + "\r\n", "m=video"),
                arguments("a=ice-ufrag:a b\r\na=" + HOST + "\r\n", "a b"),
                arguments("a=ice-ufrag:ysXw\r\na=ice-pwd:short\r\n", ""),
                arguments("a=" + HOST + "\0\r\n", "character"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void namesWhatIsMalformed(String text, String offending) {
        OfferRejectedException rejection =
                catchThrowableOfType(OfferRejectedException.class, () -> TrickleFragment.parse(text));

        assertThat(rejection.code()).isEqualTo(Code.BAD_FRAGMENT);
        assertThat(rejection.offending().orElse("")).contains(offending);
        assertThat(rejection).hasMessageMatching("(?s).{20,}\\.");
    }

    @Test
    void anyTextIsReadOrRefusedWithAReason() {
        Random random = new Random(11);
        String[] parts = {
            "a=", "m=video 9 RTP/AVP 0", HOST, "\r\n", "\n", "ice-ufrag:", "ice-pwd:", "abcd", "\0", " ", "é"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(12); part > 0; part--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                assertThat(TrickleFragment.parse(text.toString()).candidates())
                        .allMatch(candidate -> candidate.candidate().startsWith("candidate:"));
            } catch (OfferRejectedException rejected) {
                assertThat(rejected.code()).as(text.toString()).isEqualTo(Code.BAD_FRAGMENT);
            }
        }
    }
}
