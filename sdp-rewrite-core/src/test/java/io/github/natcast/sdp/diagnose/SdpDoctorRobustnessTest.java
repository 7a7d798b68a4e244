package io.github.natcast.sdp.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.natcast.sdp.SdpCorpus;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.topology.NetworkTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdpDoctorRobustnessTest {
    private final SdpDoctor doctor = SdpDoctor.forTopology(NetworkTopology.fromJson(DoctorCase.base("topology.json")));

    @Test
    void examinesEveryRealDescriptionAsOfferAndAsAnswer() {
        String previous = DoctorCase.base("offer.sdp");
        for (Path file : SdpCorpus.files()) {
            String text = SdpCorpus.read(file);
            assertReadable(doctor.examine(previous, text));
            assertReadable(doctor.whereServerOffers().examine(text, previous));
            previous = text;
        }
    }

    @Test
    void examinesDescriptionsWithLinesRemovedRepeatedSwappedAndCut() {
        Random random = new Random(42);
        List<String> offer = DoctorCase.base("offer.sdp").lines().toList();
        List<String> answer = DoctorCase.base("answer.sdp").lines().toList();
        for (int i = 0; i < 1_000; i++) {
            assertReadable(doctor.examine(mutated(offer, random), mutated(answer, random)));
        }
    }

    private static String mutated(List<String> original, Random random) {
        List<String> lines = new ArrayList<>(original);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
                case 3 -> lines.set(at, line.replace(' ', '\t'));
                default -> lines.set(at, line.replaceAll("[0-9]+", Integer.toString(random.nextInt())));
            }
        }
        return String.join(random.nextBoolean() ? "\n" : "\r\n", lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0001",
                "\uFEFF",
                "{\"type\":\"offer\"}",
                "m=",
                "a=group:",
                "a=group:BUNDLE",
                "a=group:BUNDLE 0",
                "a=mid\nm=\na=mid",
                "m=video 9 UDP/TLS/RTP/SAVPF\na=fingerprint\na=setup\na=ice-ufrag\na=ice-pwd",
                "m=video 9 RTP/SAVPF 1 1 1\na=rtpmap\na=rtpmap:1\na=fmtp:1\na=fmtp:1 =;=",
                "m=video 9 RTP/SAVPF 1\na=candidate:1 1 udp 1 \uFFFF 0 typ x",
            })
    void examinesFragments(String text) {
        assertReadable(doctor.examine(text, text));
        assertReadable(doctor.examineOffer(text));
        assertReadable(doctor.examineAnswer(text));
        assertReadable(SdpDoctor.forTopology(NetworkTopology.builder().build()).examine(text, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=\n",
                "m=video 9 UDP/TLS/RTP/SAVPF 1\na=mid:1\n",
                "a=group:BUNDLE 0 1 2 3 4 5 6 7 8 9\n",
                "a=candidate:1 1 udp 1 192.168.1.10 10111 typ host\n",
                "a=rtpmap:1 H264/90000\n",
                "a=fingerprint:sha-256 00:11\n",
                "a=ice-options:trickle\n",
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void staysQuickOnLongHostileText(String line) {
        String base = DoctorCase.base("offer.sdp");
        String many = line.repeat((SessionDescription.DEFAULT_MAX_LENGTH - base.length()) / line.length());

        assertReadable(doctor.examine(base + many, many + base));
    }

    static Stream<Arguments> longLines() {
        String[] numbers = IntStream.range(0, 60_000)
                .mapToObj(i -> Integer.toString(i, 36))
                .toArray(String[]::new);
        String many = " " + String.join(" ", numbers).substring(0, 250_000);
        String video = "m=video 9 UDP/TLS/RTP/SAVPF";
        String rest = "\r\na=mid:x\r\n";
        return Stream.of(
                Arguments.of("mids of no section", "a=group:BUNDLE" + many + "\r\n" + video + " 96" + rest),
                Arguments.of(
                        "mids behind many lines",
                        "a=\r\n".repeat(25_000) + "a=group:BUNDLE" + many.substring(0, 120_000) + "\r\n" + video + " 96"
                                + rest),
                Arguments.of("formats", video + many + rest),
                Arguments.of(
                        "formats and many lines", video + many.substring(0, 120_000) + rest + "a=\r\n".repeat(25_000)),
                Arguments.of(
                        "formats of repair",
                        video
                                + many.substring(0, 60_000)
                                + rest
                                + Stream.of(numbers)
                                        .limit(8_000)
                                        .map(each -> "a=rtpmap:" + each + " rtx/1\r\n")
                                        .collect(Collectors.joining())),
                Arguments.of("one format again and again", video + " 1".repeat(125_000) + rest),
                Arguments.of("a user name", video + " 96" + rest + "a=candidate:" + "x@".repeat(120_000)),
                Arguments.of("secrets", video + " 96" + rest + "a=candidate:" + "key=x ".repeat(40_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longLines")
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void staysQuickOnLongLines(String name, String lines) {
        String hostile = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n" + lines;

        for (String other : List.of(
                DoctorCase.base("offer.sdp"),
                hostile,
                hostile.replace("m=video 9 UDP/TLS/RTP/SAVPF 0", "m=video 9 UDP/TLS/RTP/SAVPF y"))) {
            assertReadable(doctor.examine(other, hostile));
            assertReadable(doctor.examine(hostile, other));
        }
    }

    @Test
    void countsWhatIsLeftOut() {
        String mids = IntStream.range(0, 57).mapToObj(i -> " none" + i).collect(Collectors.joining());
        List<Finding> findings = SdpDoctor.forTopology(NetworkTopology.builder().build())
                .examineOffer("v=0\r\ns=-\r\na=group:BUNDLE" + mids + "\r\nm=video 9 RTP/AVP 96\r\na=mid:x\r\n");

        List<Finding> unknown = findings.stream()
                .filter(finding -> finding.code() == FindingCode.BUNDLE_UNKNOWN_MID)
                .toList();
        assertThat(unknown).hasSize(20);
        assertThat(unknown.get(19).sentence()).contains("none19", "37 more");
    }

    /** Lines end at CR and LF only, but a dot in a pattern does not match U+2028 either. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void staysQuickOnALongFormat() {
        String line = "a=rtpmap:96 flexfec" + "/".repeat(100_000) + "\u2028x\r\n";
        String hostile = DoctorCase.base("offer.sdp").replaceFirst("a=rtpmap:", line + "a=rtpmap:");

        assertReadable(doctor.examine(hostile, hostile));
    }

    /** Plain conditions, since there are hundreds of thousands of findings. */
    private static void assertReadable(List<Finding> findings) {
        for (Finding finding : findings) {
            boolean readable = !finding.sentence().isBlank()
                    && finding.line()
                            .map(line -> line.number() > 0
                                    && line.text().length() <= 201
                                    && line.text().chars().noneMatch(Character::isISOControl))
                            .orElse(true);
            if (!readable) {
                fail("not readable: " + finding);
            }
        }
    }
}
