package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Offers within all limits that make anything quadratic hold a processor for many seconds. The bound is generous: they
 * take milliseconds. Lines end at CR and LF only, but a dot in a pattern does not match NEL or U+2028 either.
 */
final class HostileOfferTest {
    private static final Duration MOST = Duration.ofMillis(1_500);
    private static final int LINE = OfferShape.MAXIMUM_LINE - 100;
    private static final String OFFER = BrowserOffers.offer("chromium-video-trickle");

    static Stream<Arguments> offers() {
        return Stream.of(
                Arguments.of(
                        "an extension's long URI",
                        OFFER + ("a=extmap:1 " + "a".repeat(LINE) + " \u0085x\r\n").repeat(30)),
                Arguments.of(
                        "blanks before an extension's URI",
                        OFFER + ("a=extmap:1" + " ".repeat(LINE) + "\u2028x\r\n").repeat(30)),
                Arguments.of(
                        "blanks before a format",
                        OFFER.replaceFirst(
                                "a=rtpmap:",
                                ("a=rtpmap:96" + " ".repeat(LINE) + "\u0085x\r\n").repeat(3) + "a=rtpmap:")),
                Arguments.of(
                        "blanks before feedback", OFFER + ("a=rtcp-fb:*" + " ".repeat(LINE) + "\u2028x\r\n").repeat(3)),
                Arguments.of("many formats beside many lines", sections(19, "a=rtpmap:* x\n".repeat(1_000))),
                Arguments.of(
                        "one format many times, with many parameters",
                        sections(28, "a=rtpmap:0 H264/90000\na=fmtp:0 " + "x=;".repeat(LINE / 3) + "\n")));
    }

    /** Of 128 formats each, all of them in use. */
    private static String sections(int count, String lines) {
        String session = OFFER.substring(0, OFFER.indexOf("m="));
        String transport = OFFER.lines()
                .filter(line -> line.matches("a=(ice-|fingerprint|setup|rtcp-mux|recvonly).*"))
                .collect(Collectors.joining("\n"));
        return session.replace("BUNDLE 0", "BUNDLE " + join(count, count))
                + IntStream.range(0, count)
                        .mapToObj(section -> "m=video 9 UDP/TLS/RTP/SAVPF " + join(128, 10) + "\na=mid:" + section
                                + "\n" + transport + "\n" + lines)
                        .collect(Collectors.joining());
    }

    private static String join(int count, int different) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf(i % different))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("offers")
    void isAnsweredOrRefusedAtOnce(String name, String offer) {
        assertThat(offer.length()).isLessThan(OfferSyntax.MAXIMUM_LENGTH);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            TestParameters.withAudio().answer(offer);
        } catch (OfferRejectedException refused) {
            assertThat(refused.code()).isEqualTo(OfferRejectedException.Code.NO_COMMON_CODEC);
        }
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;

        assertThat(Duration.ofNanos(taken)).isLessThan(MOST);
    }
}
