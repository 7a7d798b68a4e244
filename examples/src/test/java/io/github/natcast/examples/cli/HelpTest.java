package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command's help keeps to, so that its examples can be copied. */
final class HelpTest {
    private static final int COLUMNS = 80;

    static Stream<String> commands() {
        return Natcast.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesAreNotBroken(String command) {
        String[] footer = Natcast.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .usageMessage()
                .footer();
        String help = Run.natcast("help", command).out();

        for (String line : footer) {
            if (line.startsWith("  ")) {
                assertThat(line.length()).as(line).isLessThan(COLUMNS);
                assertThat(help.lines()).contains(line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void nothingHasAnEmptyDefault(String command) {
        String help = Run.natcast("help", command).out().replaceAll("\\s+", " ");

        assertThat(help).isNotBlank();
        for (String empty : List.of("Default: []", "Default: null", "Default: )", "${")) {
            assertThat(help).doesNotContain(empty);
        }
    }
}
