package io.github.natcast.sdp.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators get wrong, and what they get right, as whole set-ups. */
class DoctorSetupsTest {
    @ParameterizedTest
    @MethodSource("io.github.natcast.sdp.diagnose.DoctorCase#faults")
    void namesThePlantedFaultAndNoOther(DoctorCase tested) {
        List<Finding> grave = grave(tested);

        assertThat(tested.expectations()).isNotEmpty();
        assertThat(tested.expectations()).allSatisfy(expected -> {
            String[] parts = expected.split(" @ ", 2);
            assertThat(grave)
                    .anyMatch(finding -> finding.code().wireCode().equals(parts[0])
                            && (parts.length == 1
                                    || finding.line().orElseThrow().text().contains(parts[1])));
        });
        assertThat(grave)
                .allSatisfy(finding -> assertThat(tested.expectations())
                        .anyMatch(expected -> expected.split(" @ ", 2)[0].equals(
                                finding.code().wireCode())));
    }

    @ParameterizedTest
    @MethodSource("io.github.natcast.sdp.diagnose.DoctorCase#good")
    void raisesNoAlarm(DoctorCase tested) {
        assertThat(tested.expectations()).isEmpty();
        assertThat(grave(tested)).isEmpty();
    }

    private static List<Finding> grave(DoctorCase tested) {
        return tested.examine().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
    }

    @Test
    void coversWhatIsPromised() {
        assertThat(DoctorCase.faults()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(DoctorCase.good()).hasSizeGreaterThanOrEqualTo(25);
    }
}
