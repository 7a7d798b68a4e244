package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that make anything quadratic take minutes. The limit is generous: they take milliseconds. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PathologicalTest {
    private static final int LINES = 100_000;
    private static final String MEDIA = "m=video 5004 RTP/AVP 96\r\n";

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("candidates, all different", MEDIA + candidates(i -> 1 + i % 65000, i -> i / 65000)),
                Arguments.of("candidates, all alike", MEDIA + candidates(i -> 5004, i -> 1)),
                Arguments.of(
                        "connections beside candidates",
                        MEDIA + "c=IN IP4 192.168.1.10\r\n".repeat(LINES / 2) + candidates(i -> 6000, i -> i % 250)),
                Arguments.of("sections that inherit", "c=IN IP4 192.168.1.10\r\n" + MEDIA.repeat(LINES)),
                Arguments.of(
                        "sections with port ranges",
                        "c=IN IP4 192.168.1.10\r\n" + "m=video 1/65535 UDP x\r\n".repeat(LINES)),
                Arguments.of("empty lines", "\n".repeat(1 << 20)),
                Arguments.of("carriage returns", "\r".repeat(1 << 20)),
                Arguments.of("malformed candidates", "a=candidate:\r\n".repeat(LINES)),
                Arguments.of("one line of blanks", "a=candidate:" + " ".repeat(1 << 20)),
                Arguments.of("one line of digits", "a=candidate:1 1 udp " + "9".repeat(1 << 20)),
                Arguments.of("one line of colons", "c=IN IP6 " + ":".repeat(1 << 20)),
                Arguments.of(
                        "one line of extensions",
                        "m=video 9 x 9\na=candidate:1 1 udp 1 192.168.1.10 5004 typ host"
                                + " raddr 192.168.1.10".repeat(1 << 16)),
                Arguments.of("one line of slashes", "m=video " + "/".repeat(1 << 20)),
                Arguments.of("one line of title", "s=" + " ".repeat(1 << 20) + "x"),
                Arguments.of("one line of user name", "o=" + "x ".repeat(1 << 19) + "1 1 IN IP4 192.168.1.10"));
    }

    /** What may begin a line that is read, or masked. */
    private static final String BEGINNINGS =
            "v=|o=|o=- 1 1 IN IP4 |s=|i=|u=|e=|p=|c=|c=IN IP4 |b=|t=|r=|z=|k=|m=|m=video 9 x |a=|a=mid:"
                    + "|a=group:|a=rtcp:|a=rtcp:9 IN IP4 |a=candidate:|a=candidate:1 1 udp 1 "
                    + "|a=candidate:1 1 udp 1 x 9 typ host raddr |a=remote-candidates:|a=alt:|a=alt:1 1 : |a=altc:"
                    + "|a=source-filter:|a=crypto:|a=acap:1 |a=ice-pwd|a=x:rtsp://|a=fmtp:96 key=|";

    /** What is quadratic takes minutes here, too; the rest takes a second of one processor. */
    @ParameterizedTest(name = "runs of {0}")
    @ValueSource(
            strings = {
                " ",
                "\t",
                ":",
                ";",
                ",",
                "=",
                "/",
                "@",
                "-",
                ".",
                "\"",
                "\\",
                "\u2028",
                "0",
                "x",
                "candidate:",
                "key=",
                "://"
            })
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsAndMasksLongRunsInLinearTime(String separator) {
        String run = separator.repeat((1 << 17) / separator.length());
        String text = Stream.of(BEGINNINGS.split("\\|", -1))
                        .map(beginning -> beginning + run + "x\u0085\r\n")
                        .collect(Collectors.joining())
                + "s=" + run + "-\u2028";
        SdpRewriter rewriter = SdpRewriter.builder()
                .maxLength(16 << 20)
                .publicAddress("51.161.209.200")
                .build();

        assertThat(rewriter.rewrite(text).masked().sdp()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void takesLinearTime(String name, String text) {
        SdpRewriter rewriter = SdpRewriter.builder()
                .maxLength(16 << 20)
                .hideRelatedAddresses(true)
                .rewriteOrigin(true)
                .rule(RewriteRule.named("append").ranges("192.168.0.0/24").append(PublicAddress.of("51.161.209.201")))
                .publicAddress("51.161.209.200", PortMapping.range(1, 65000, 2))
                .build();

        RewriteResult result = rewriter.rewrite(text);

        assertThat(rewriter.rewriteText(text)).isEqualTo(result.sdp());
        assertThat(SessionDescription.parse(text, 16 << 20)).hasToString(text);
        assertThat(result.masked().toJson().length() + result.toDiff().length()).isPositive();
    }

    private static String candidates(
            java.util.function.IntUnaryOperator port, java.util.function.IntUnaryOperator host) {
        return IntStream.range(0, LINES)
                .mapToObj(i -> "a=candidate:1 1 udp " + i + " 192.168.1." + host.applyAsInt(i) + " "
                        + port.applyAsInt(i) + " typ host\r\n")
                .collect(Collectors.joining());
    }
}
