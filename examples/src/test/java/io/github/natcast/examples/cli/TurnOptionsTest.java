package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.topology.IceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class TurnOptionsTest {
    private static final List<IceServer> SHARED = List.of(IceServer.stun("turn:turn.example.org"));
    private static final List<IceServer> OWN = List.of(IceServer.turn("turn:turn.example.org", "u", "p"));

    @TempDir
    private Path folder;

    private static @Nullable String secret(List<IceServer> servers, String... line) throws UserException {
        TurnOptions options = new TurnOptions(Map.of(TurnOptions.VARIABLE, "of the environment"));
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("turn", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(line);
        return options.secret(servers);
    }

    @Test
    void theSecretIsInTheCommandAFileOrTheEnvironment() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), " of the file \nnot this\n");

        assertThat(secret(SHARED, "--turn-secret", "given", "--turn-ttl", "30m"))
                .isEqualTo("given");
        assertThat(secret(SHARED, "--turn-secret-file", file.toString())).isEqualTo("of the file");
        assertThat(secret(SHARED)).isEqualTo("of the environment");
    }

    @Test
    void theEnvironmentCountsOnlyWhereASecretIsNeeded() throws Exception {
        assertThat(secret(OWN)).isNull();
        assertThat(secret(List.of())).isNull();
    }

    @Test
    void whatCannotBeMeantIsNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThatThrownBy(() -> secret(SHARED, "--turn-secret-file", empty.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the first line of " + empty + " is empty");
        assertThatThrownBy(() -> secret(SHARED, "--turn-secret", "a", "--turn-secret-file", empty.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("give one of them");
    }

    @ParameterizedTest
    @CsvSource({"90s,90", "30m,1800", "1h,3600", "600,600"})
    void aTimeHasAUnitOrIsInSeconds(String text, long seconds) {
        assertThat(new TurnOptions.TtlConverter().convert(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    /** The list of processes and the help must not show it. */
    @Test
    void theHelpShowsNoSecret() {
        Run help = Run.natcast("help", "serve");

        assertThat(help.out())
                .contains("--turn-secret=SECRET", "--turn-secret-file=FILE", TurnOptions.VARIABLE, "--turn-ttl");
    }
}
