package io.github.natcast.examples.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deploy.DeployCommand;
import io.github.natcast.examples.cli.deployment.Deployment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code deploy} writes, {@code lint} has nothing to say about. */
class DeployedFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "behind-frp,          host,   frpc.toml frps.toml turnserver.conf compose.yaml",
        "behind-frp,          mapped, frpc.toml frps.toml turnserver.conf compose.yaml",
        "frp-bound,           host,   frpc.toml frps.toml compose.yaml",
        "turn-on-public-host, host,   frpc.toml frps.toml turnserver.conf compose.yaml",
        "docker,              mapped, compose.yaml",
        "docker-other-ports,  mapped, compose.yaml",
        "one-to-one,          host,   turnserver.conf compose.yaml",
        "one-to-one,          mapped, turnserver.conf compose.yaml"
    })
    void agreeWithTheirDeployment(String name, String ports, String files) throws IOException {
        Deployment deployment = LintDeployments.named(name).orElseThrow();
        for (String kind : List.of("frp", "coturn", "compose")) {
            run(new DeployCommand(file -> deployment), kind, "--ports", ports, "--out", folder.toString());
        }
        List<String> arguments = new ArrayList<>(List.of("--config", "natcast.toml"));
        Stream.of(files.split(" ")).map(folder::resolve).forEach(file -> arguments.add(file.toString()));

        assertThat(run(new LintCommand(file -> deployment), arguments.toArray(String[]::new)))
                .isEqualTo("Nothing found.\n");
        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written.map(file -> String.valueOf(file.getFileName()))).contains(files.split(" "));
        }
    }

    private static String run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setExecutionExceptionHandler((error, line, result) -> {
                    line.getErr().print(error.getMessage());
                    return 2;
                })
                .execute(arguments);
        return out.toString();
    }
}
