package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.security.Limits;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ConnectionLimitOptionsTest {
    private static Limits limits(String... line) throws UserException {
        ConnectionLimitOptions options = new ConnectionLimitOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("limits", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(line);
        return options.of(Limits.defaults().withWaiting(7));
    }

    @Test
    void whatIsGivenIsSetAndTheRestStays() throws Exception {
        Limits limits = limits(
                "--max-connections", "100",
                "--max-connections-per-address", "20",
                "--max-sockets-per-address", "5",
                "--max-requests-per-second", "9",
                "--max-unfinished-memory", "48");

        assertThat(limits.connections()).isEqualTo(100);
        assertThat(limits.connectionsPerAddress()).isEqualTo(20);
        assertThat(limits.webSocketsPerAddress()).isEqualTo(5);
        assertThat(limits.requestsPerSecond()).isEqualTo(9);
        assertThat(limits.unfinishedMegabytes()).isEqualTo(48);
        assertThat(limits.waiting()).isEqualTo(7);
    }

    /** The help names them. */
    @Test
    void withoutOptionsTheDefaultsApply() throws Exception {
        Limits limits = limits();
        assertThat(limits.connections()).isEqualTo(10000);
        assertThat(limits.connectionsPerAddress()).isEqualTo(200);
        assertThat(limits.webSocketsPerAddress()).isEqualTo(50);
        assertThat(limits.requestsPerSecond()).isEqualTo(50);
        assertThat(limits.unfinishedMegabytes()).isEqualTo(8);
    }

    @Test
    void whatIsNotPossibleIsNamed() {
        assertThatThrownBy(() -> limits("--max-connections", "0"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("connections 0 must be 1 to");
    }
}
