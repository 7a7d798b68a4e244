package io.github.natcast.examples.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinterTest {
    static Stream<FileSet> goodSets() {
        return FileSet.good();
    }

    static Stream<PlantedFault> faults() {
        return PlantedFault.all();
    }

    @ParameterizedTest
    @MethodSource("goodSets")
    void saysNothingOfGoodFiles(FileSet files) throws UserException {
        assertThat(files.examine(Locale.ENGLISH)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesThePlantedFaultAndNothingElse(PlantedFault fault) throws UserException {
        assertThat(fault.files().examine(Locale.ENGLISH))
                .extracting(finding -> finding.code().wireCode() + " @ " + finding.place())
                .containsExactly(fault.expected());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void saysTheSameInChinese(PlantedFault fault) throws UserException {
        assertThat(fault.files().examine(Locale.CHINESE))
                .allSatisfy(finding -> assertThat(finding.sentence() + finding.fix())
                        .matches("(?s).*\\p{IsHan}.*")
                        .doesNotContain("{0}", "{1}", "{2}", "{3}"))
                .extracting(LintFinding::code)
                .isEqualTo(fault.files().examine(Locale.ENGLISH).stream()
                        .map(LintFinding::code)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void hasAFaultForEveryCode(LintCode code) {
        assertThat(faults()).anyMatch(fault -> fault.expected().startsWith(code.wireCode() + " @ "));
    }

    @Test
    void usesTheNamesOfTheFile() throws UserException {
        PlantedFault shifted = faults().filter(fault -> fault.name().equals("shifted-ini.txt"))
                .findFirst()
                .orElseThrow();

        assertThat(shifted.files().examine(Locale.ENGLISH))
                .singleElement()
                .extracting(LintFinding::fix)
                .asString()
                .startsWith("Write local_port = 10110,");
    }

    @Test
    void hasEnoughOfBoth() {
        assertThat(goodSets().count()).isGreaterThanOrEqualTo(12);
        assertThat(faults().count()).isGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @EnumSource
    void documentsEveryCodeWithItsSeverity(LintCode code) {
        assertThat(Path.of("../docs/lint.md"))
                .content()
                .contains("| `" + code.wireCode() + "` | "
                        + code.severity().name().toLowerCase(Locale.ROOT) + " | ");
    }
}
