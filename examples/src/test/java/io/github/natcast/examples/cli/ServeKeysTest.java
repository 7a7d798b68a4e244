package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.config.Layers;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** Every flag of {@code serve} has its key, and the other way round. */
final class ServeKeysTest {
    private static final List<String> WITHOUT_KEY = List.of("--help", "--version", "--config");

    @Test
    void eachFlagHasOneKeyAndEachKeyOneFlag() {
        TreeSet<String> flags = new TreeSet<>();
        for (OptionSpec option : Natcast.commandLine()
                .parseArgs("serve")
                .subcommand()
                .commandSpec()
                .options()) {
            if (!WITHOUT_KEY.contains(option.longestName())) {
                flags.add(option.longestName());
            }
        }

        assertThat(new TreeSet<>(Layers.keys().keySet()))
                .as("a flag without a key belongs into FlagKeys")
                .isEqualTo(flags);
        assertThat(Layers.keys().values()).doesNotHaveDuplicates();
    }
}
