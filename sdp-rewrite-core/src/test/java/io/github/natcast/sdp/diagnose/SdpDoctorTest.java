package io.github.natcast.sdp.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.topology.NetworkTopology;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SdpDoctorTest {
    private final NetworkTopology topology = NetworkTopology.fromJson(DoctorCase.base("topology.json"));
    private final SdpDoctor doctor = SdpDoctor.forTopology(topology);

    @ParameterizedTest
    @MethodSource("io.github.natcast.sdp.diagnose.DoctorCase#all")
    void findsWhatIsWrongAndNothingElse(DoctorCase tested) {
        List<Finding> findings = tested.examine();

        assertThat(findings.stream().map(finding -> finding.code().wireCode()))
                .as("%s", findings)
                .containsExactlyInAnyOrderElementsOf(tested.expectations().stream()
                        .map(expected -> expected.split(" @ ", 2)[0])
                        .toList());
        for (String expected : tested.expectations()) {
            String[] parts = expected.split(" @ ", 2);
            assertThat(findings).anySatisfy(finding -> {
                assertThat(finding.code().wireCode()).isEqualTo(parts[0]);
                assertThat(parts.length == 1
                                || finding.line().orElseThrow().text().contains(parts[1]))
                        .as("%s @ %s", finding, expected)
                        .isTrue();
            });
        }
    }

    @Test
    void hasGoodAndBadInputForEveryCheck() {
        Map<String, Set<Boolean>> byFile = DoctorCase.all()
                .collect(Collectors.groupingBy(
                        DoctorCase::file,
                        Collectors.mapping(tested -> tested.expectations().isEmpty(), Collectors.toSet())));

        assertThat(byFile)
                .hasSize(29)
                .allSatisfy((file, kinds) -> assertThat(kinds).containsExactlyInAnyOrder(true, false));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOO_LARGE")
    void hasACaseForEveryCode(FindingCode code) {
        assertThat(DoctorCase.all().flatMap(tested -> tested.expectations().stream()))
                .anyMatch(expected -> expected.split(" @ ", 2)[0].equals(code.wireCode()));
    }

    @ParameterizedTest
    @EnumSource
    void documentsEveryCodeWithItsSeverity(FindingCode code) {
        assertThat(Path.of("../docs/doctor.md"))
                .content()
                .contains("| `" + code.wireCode() + "` | "
                        + code.severity().name().toLowerCase(Locale.ROOT) + " | ");
    }

    @Test
    void refusesATextOverTheLimitAsAFinding() {
        String huge = "a=x\n".repeat(SessionDescription.DEFAULT_MAX_LENGTH / 4 + 1);

        assertThat(doctor.examineOffer(huge)).extracting(Finding::code).containsExactly(FindingCode.TOO_LARGE);
    }

    @Test
    void ordersByGravity() {
        String answer = DoctorCase.base("answer.sdp").replace("51.161.209.200", "192.168.1.10");

        assertThat(doctor.examine(DoctorCase.base("offer.sdp"), answer, ObservedChecks.VALID_PAIR))
                .extracting(Finding::severity)
                .isSorted()
                .contains(Severity.ERROR, Severity.INFO);
    }

    @Test
    void putsWhatWasObservedAfterItsReasons() {
        String answer = DoctorCase.base("answer.sdp").replace("10111", "10116");

        assertThat(doctor.examine(DoctorCase.base("offer.sdp"), answer, ObservedChecks.NONE))
                .hasSizeGreaterThan(1)
                .last()
                .extracting(Finding::code)
                .isEqualTo(FindingCode.NO_CHECKS);
    }

    @Test
    void saysOnceWhatTheSectionsOfABundleRepeat() {
        String answer = DoctorCase.base("answer.sdp")
                .replace("a=mid:1", "a=candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host\na=mid:1")
                .replace("51.161.209.200 10111 typ host", "192.168.1.10 10111 typ host");

        assertThat(doctor.examineAnswer(answer))
                .filteredOn(finding -> finding.code() == FindingCode.PRIVATE_ADDRESS)
                .hasSize(1);
    }

    @Test
    void countsWhatItLeavesOut() {
        String candidates = IntStream.range(0, 25)
                .mapToObj(i -> "a=candidate:1 1 udp 1 192.168.1.10 " + (10111 + i) + " typ host\n")
                .collect(Collectors.joining());

        List<Finding> findings = doctor.examineAnswer("v=0\nm=video 9 UDP/TLS/RTP/SAVPF 96\n" + candidates);

        assertThat(findings.stream().filter(finding -> finding.code() == FindingCode.PRIVATE_ADDRESS))
                .hasSize(20)
                .last()
                .satisfies(last -> assertThat(last.sentence()).endsWith("(5 more of these are left out.)"));
    }

    @Test
    void findsNothingGraveInWhatTheRewriterMadeOfAPrivateAnswer() {
        String local = DoctorCase.base("answer.sdp").replace("51.161.209.200", "192.168.1.10");

        String rewritten = SdpRewriter.forTopology(topology).rewriteText(local);

        assertThat(doctor.examine(DoctorCase.base("offer.sdp"), local))
                .extracting(Finding::severity)
                .contains(Severity.ERROR);
        assertThat(doctor.examine(DoctorCase.base("offer.sdp"), rewritten))
                .extracting(Finding::severity)
                .doesNotContain(Severity.ERROR, Severity.WARNING);
    }

    @Test
    void speaksInSentences() {
        assertThat(DoctorCase.all().flatMap(tested -> tested.examine().stream()))
                .allSatisfy(finding -> {
                    assertThat(finding.sentence())
                            .endsWith(".")
                            .doesNotContain("\n")
                            .doesNotContain("Optional");
                    assertThat(finding.fix()).endsWith(".").doesNotContain("\n").doesNotContain("Optional");
                });
    }

    @Test
    void keepsWireCodesUnique() {
        assertThat(Arrays.stream(FindingCode.values()).map(FindingCode::wireCode))
                .doesNotHaveDuplicates();
    }
}
