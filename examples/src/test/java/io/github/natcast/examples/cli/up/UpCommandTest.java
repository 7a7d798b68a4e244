package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.examples.cli.deployment.Serving;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Checks, what is missing, and the dry run: nothing is started here. */
final class UpCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private List<Preflight.Problem> problems = List.of();
    private Duration drain = Duration.ZERO;
    private String path = "";
    private Path frpc = Path.of("");
    private Path turnserver = Path.of("");

    @BeforeEach
    void programs() throws IOException {
        frpc = executable("frpc");
        turnserver = executable("turnserver");
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndTouchesNothing() {
        Path run = folder.resolve("run");
        int status = execute("--dry-run", "--run-folder=" + run, "--frpc=" + frpc, "--turnserver=" + turnserver);
        assertThat(status).isZero();
        assertThat(out.toString().lines())
                .contains("would write " + run + "/frpc.toml")
                .contains("would run frpc: " + frpc + " -c " + run + "/frpc.toml")
                .anyMatch(
                        line -> line.startsWith("would run serve: ") && line.endsWith(" serve --config natcast.toml"));
        assertThat(err.toString()).isEqualToIgnoringNewLines("checked natcast.toml: nothing stands in the way");
        assertThat(run).doesNotExist();
    }

    @Test
    void afterAFatalProblemNothingIsStarted() {
        problems = List.of(
                new Preflight.Problem(false, "STUN server a does not answer.", "Remove it."),
                new Preflight.Problem(true, "Port 9000 is in use.", "Choose another."));
        assertThat(execute("--dry-run", "--frpc=" + frpc, "--turnserver=" + turnserver))
                .isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "warning: STUN server a does not answer. Remove it.",
                        "error: Port 9000 is in use. Choose another.",
                        "nothing was started, because of the errors above; put them right, or start in spite of them"
                                + " by --no-verify");
    }

    @Test
    void whatIsNotInstalledIsToldAndLeftOut() {
        assertThat(execute("--dry-run", "--no-verify")).isZero();
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("is not installed") && line.endsWith("; going on without it"));
        assertThat(out.toString().lines()).hasSize(1).allMatch(line -> line.startsWith("would run serve: "));
        path = folder.toString();
        assertThat(execute("--dry-run", "--no-verify", "--strict")).isZero();
    }

    @Test
    void whatIsNotInstalledIsAnErrorWhereThatIsWanted() {
        assertThat(execute("--strict", "--frpc=" + frpc)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("turnserver (coturn) is not installed: run")
                .contains("--turnserver FILE");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void withoutChecksNobodyLooks() {
        problems = List.of(new Preflight.Problem(true, "Port 9000 is in use.", ""));
        assertThat(execute("--dry-run", "--no-verify", "--frpc=" + frpc, "--turnserver=" + turnserver))
                .isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void sentencesAreInChineseWhereWanted() {
        assertThat(execute("--dry-run", "--lang=zh", "--frpc=" + frpc, "--turnserver=" + turnserver))
                .isZero();
        assertThat(err.toString()).contains("没有发现");
        assertThat(out.toString()).contains("将运行 frpc");
    }

    @Test
    void wrongInputIsOneLine() {
        assertThat(execute("--frpc=" + folder.resolve("none"))).isEqualTo(2);
        assertThat(execute("--grace=0")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "--frpc " + folder.resolve("none") + ": no such file", "--grace 0 is not 1 to 3610 seconds");
    }

    @Test
    void aGraceThatIsShorterThanTheDrainIsTold() {
        drain = Duration.ofSeconds(45);
        assertThat(execute("--dry-run", "--no-verify", "--grace=45", "--frpc=" + frpc, "--turnserver=" + turnserver))
                .isZero();
        assertThat(err.toString().lines())
                .containsExactly("warning: --grace of 45 s is not longer than the drain of 45 s: those who still watch"
                        + " then are cut off");
    }

    private int execute(String... arguments) {
        UpCommand command = new UpCommand(
                file -> Deployments.behindFrp().with(new Serving(false, false, drain, List.of())),
                PlannerTest.CONFIGURATIONS,
                List.of((configuration, deployment, language) -> problems),
                new Programs(path),
                Map.of());
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((error, line, result) -> {
                    assertThat(error).isInstanceOf(UserException.class);
                    line.getErr().println(error.getMessage());
                    return 2;
                })
                .execute(arguments);
    }

    private Path executable(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
