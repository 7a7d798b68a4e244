package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OfferShapeTest {
    private static final String OFFER = BrowserOffers.offer("chromium-video-trickle");
    private static final String SECTION = OFFER.substring(OFFER.indexOf("m=video"));

    /** What Chromium offers, with this many sections in one BUNDLE group. */
    private static String sections(int count) {
        String group = IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        return OFFER.substring(0, OFFER.indexOf("m=video")).replace("BUNDLE 0", "BUNDLE " + group)
                + IntStream.range(0, count)
                        .mapToObj(section -> (section == 0 ? SECTION : "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n")
                                + (section == 0 ? "" : "a=mid:" + section + "\r\n"))
                        .collect(Collectors.joining());
    }

    @Test
    void sixtyFourSectionsAreAnsweredAndNoMore() throws Exception {
        assertThat(TestParameters.local().answer(sections(64)).sdp()).contains("a=mid:63");
        assertTooLarge(sections(65), "It has 65 media sections; at most 64 are accepted.");
        assertTooLarge(sections(3_001), "It has 3001 media sections; at most 64 are accepted.");
        assertTooLarge(sections(5_000), "It has 5000 media sections; at most 64 are accepted.");
    }

    @ParameterizedTest
    @CsvSource({
        "1025, a=x:y, lines in the section of line ",
        "1025, a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid, lines in the section of line ",
        "257, a=candidate:1 1 udp 2130706431 192.0.2.1 61764 typ host, candidates; at most 256"
    })
    void aSectionHasSoManyLines(int count, String line, String reason) {
        assertTooLarge(OFFER + (line + "\r\n").repeat(count), reason);
    }

    @Test
    void payloadTypesHaveSevenBits() {
        String formats = IntStream.range(0, 129).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        assertTooLarge(
                OFFER.replaceAll("m=video 9 (\\S+) .*", "m=video 9 $1 " + formats),
                "129 formats in the section of line ");
    }

    @Test
    void aGroupNamesASectionOnce() {
        assertThatThrownBy(() -> Offer.parse(OFFER.replace("BUNDLE 0", "BUNDLE" + " 0".repeat(4_000))))
                .isInstanceOfSatisfying(OfferRejectedException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.NO_BUNDLE);
                    assertThat(e).hasMessage("The BUNDLE group names \"0\" twice.");
                });
    }

    @Test
    void aFragmentIsBoundedToo() {
        String candidate = "a=candidate:1 1 udp 2130706431 192.0.2.1 61764 typ host\r\n";
        assertThatThrownBy(() -> TrickleFragment.parse(candidate.repeat(257)))
                .hasMessage("It has 257 candidates; at most 256 are accepted.");
        assertThatThrownBy(() -> TrickleFragment.parse("m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\n".repeat(65)))
                .hasMessage("It has 65 media sections; at most 64 are accepted.");
    }

    @Test
    void aLineHasSoManyCharacters() throws Exception {
        String line = "a=identity:" + "x".repeat(OfferShape.MAXIMUM_LINE - "a=identity:".length());

        assertThat(TestParameters.local().answer(OFFER + line + "\r\n").sdp()).contains("a=sendonly");
        assertTooLarge(OFFER + line + "x\r\n", "It has 8193 characters in line ");
        assertTooLarge(OFFER.replaceFirst("s=-", "s=" + line), "; at most 8192 are accepted.");
        assertThatThrownBy(() -> TrickleFragment.parse(line + "x\r\n"))
                .hasMessage("It has 8193 characters in line 1; at most 8192 are accepted.");
    }

    /** Each line in turn grows as long as lines may be: no pattern overflows the stack, nothing else throws. */
    @ParameterizedTest
    @ValueSource(strings = {"a", " a", ";a=1", ":0A", ",b", "/1", " 102", "=", "\\", " 1 urn:x", " a=b", ".1"})
    void longLinesAreAnsweredOrRefused(String grain) {
        TestParameters local = TestParameters.withAudio();
        String[] lines = OFFER.split("\r\n");
        for (int at = 0; at < lines.length; at++) {
            String[] changed = lines.clone();
            changed[at] += grain.repeat((OfferShape.MAXIMUM_LINE - lines[at].length()) / grain.length());
            String offer = String.join("\r\n", changed) + "\r\n";
            assertThatCode(() -> answerOrRefuse(local, offer))
                    .as("line %s with %s", lines[at], grain)
                    .doesNotThrowAnyException();
        }
    }

    private static void answerOrRefuse(TestParameters local, String offer) {
        try {
            local.answer(offer);
        } catch (OfferRejectedException refused) {
            assertThat(String.valueOf(refused.getMessage()).length()
                            + refused.offending().orElse("").length())
                    .isLessThan(2_000);
        }
    }

    private static void assertTooLarge(String offer, String reason) {
        assertThatThrownBy(() -> TestParameters.local().answer(offer))
                .isInstanceOfSatisfying(OfferRejectedException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.TOO_LARGE);
                    assertThat(e).hasMessageContaining(reason);
                });
    }
}
