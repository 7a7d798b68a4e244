package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.examples.cli.up.ChildState.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} with processes and signals of the operating system; frpc and turnserver are scripts. */
@Timeout(120)
final class UpProcessTest {
    private static final int PATIENCE_SECONDS = 30;

    /** Says who it is, and ends with a word on SIGTERM. */
    private static final String GOOD = """
            #!/bin/sh
            trap 'echo bye; exit 0' TERM
            echo "reads $2: $(cat "$2")"
            while :; do sleep 0.1; done
            """;

    /** Ends by itself as long as a file is there. */
    private static final String DYING = """
            #!/bin/sh
            [ -e "$0.dies" ] && rm "$0.dies" && exit 7
            """ + GOOD.substring(GOOD.indexOf('\n') + 1);

    @TempDir
    private Path folder;

    private Path log;
    private Path run;
    private Path configuration;
    private String path = System.getenv("PATH");
    private final List<ProcessHandle> started = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        log = folder.resolve("log");
        run = folder.resolve("run");
        configuration = Files.writeString(folder.resolve("natcast.toml"), "");
    }

    @AfterEach
    void endAll() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void oneStatusPrefixedLinesAndAnEndInOrderOnSigterm() throws Exception {
        Process up = up(script("frpc", GOOD), script("turnserver", GOOD));
        try (BufferedReader out = up.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("ready http://127.0.0.1:");
            UpState state = await(up, now -> now.page().isPresent() && isAllRunning(now));
            assertThat(state.page()).get().asString().startsWith("http://127.0.0.1:");
            assertThat(state.children()).extracting(ChildState::name).containsExactly("serve", "coturn", "frpc");
            up.toHandle().destroy();
            assertThat(up.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(up.exitValue()).isEqualTo(128 + 15);
            assertThat(out.readLine()).isNull();
            assertThat(started.stream().filter(ProcessHandle::isAlive)).isEmpty();
        }
        assertThat(run).doesNotExist();
        assertThat(Files.readString(log))
                .contains("serve  | [INFO] warm", "serve  | ready http://127.0.0.1:")
                .contains("coturn | reads " + run.resolve("turnserver.conf") + ": realm=natcast")
                .contains("frpc   | reads " + run.resolve("frpc.toml") + ": serverPort = 7504")
                .doesNotContain("Exception");
        assertThat(Files.readAllLines(log))
                .containsSubsequence(
                        "up     | all is ended: first the server, the tunnel last",
                        "up     | serve ended by signal 15",
                        "up     | coturn ended with status 0",
                        "up     | frpc ended with status 0")
                .contains("serve  | goodbye", "coturn | bye", "frpc   | bye");
    }

    @Test
    void aProgramThatDiesIsStartedAgain() throws Exception {
        Path frpc = script("frpc", DYING);
        Files.createFile(folder.resolve("frpc.dies"));
        Process up = up(frpc, script("turnserver", GOOD));
        UpState state = await(
                up,
                now -> now.children().stream()
                        .anyMatch(child -> child.starts() == 2 && child.phase() == Phase.RUNNING));
        assertThat(state.children().get(2).lastExit()).hasValue(7);
        up.toHandle().destroy();
        assertThat(up.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log))
                .contains("up     | frpc ended with status 7 after 0 s; it starts again in 1 s");
    }

    @Test
    void whatIgnoresSigtermIsKilledAndNothingIsLeft() throws Exception {
        Process up = up(
                script("frpc", "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 0.1; done\n"),
                script("turnserver", GOOD),
                "--grace=1");
        await(up, UpProcessTest::isAllRunning);
        up.toHandle().destroy();
        assertThat(up.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(started.stream().filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Files.readString(log)).contains("frpc did not end within 1 s, and is killed");
    }

    /** Otherwise the terminal's Ctrl-C would end the tunnel before the server's goodbye. */
    @Test
    void eachHasASessionOfItsOwn() throws Exception {
        Programs installed = new Programs(System.getenv("PATH"));
        assumeTrue(installed.find("setpriv").isPresent()
                && installed.find("setsid").isPresent());
        Process up = up(script("frpc", GOOD), script("turnserver", GOOD));
        UpState state = await(up, UpProcessTest::isAllRunning);
        for (ChildState child : state.children()) {
            long pid = child.pid().orElseThrow();
            for (int tries = 0; session(pid) != pid; tries++) {
                // It is setpriv first.
                assertThat(tries).as(child.name()).isLessThan(20 * PATIENCE_SECONDS);
                up.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        up.toHandle().destroy();
        assertThat(up.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(started.stream().filter(ProcessHandle::isAlive)).isEmpty();
    }

    /** The sixth field of proc(5)'s stat; the second, in parentheses, may have blanks. */
    private static long session(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5)[3]);
    }

    @Test
    void nothingOutlivesAnUpThatIsItselfKilled() throws Exception {
        assumeTrue(new Programs(System.getenv("PATH")).find("setpriv").isPresent());
        Process up = up(script("frpc", GOOD), script("turnserver", GOOD));
        await(up, UpProcessTest::isAllRunning);
        up.destroyForcibly();
        for (ProcessHandle process : started) {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(UpState.read(run)).as("nobody takes its file for a state").isEmpty();
    }

    /** As that of util-linux before 2.33, and of Busybox. */
    @Test
    void withoutTheOptionOfSetprivAllRunNonetheless() throws Exception {
        script("setpriv", "#!/bin/sh\necho \"setpriv: unrecognized option '$1'\" >&2\nexit 1\n");
        path = folder + ":" + path;
        Process up = up(script("frpc", GOOD), script("turnserver", GOOD));
        await(up, UpProcessTest::isAllRunning);
        up.toHandle().destroy();
        assertThat(up.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(started.stream().filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Files.readString(log)).doesNotContain("unrecognized option");
    }

    @Test
    void aServerThatRefusesItsOptionsEndsAllWithItsStatus() throws Exception {
        Files.writeString(configuration, "refuse");
        Process up = up(script("frpc", GOOD), script("turnserver", GOOD));
        assertThat(up.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isEqualTo(2);
        assertThat(run).doesNotExist();
        assertThat(Files.readString(log)).contains("serve  | natcast: a wrong option", "what to put right");
    }

    private Process up(Path frpc, Path turnserver, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                UpMain.class.getName(),
                "up",
                "--config=" + configuration,
                "--run-folder=" + run,
                "--frpc=" + frpc,
                "--turnserver=" + turnserver));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("PATH", path);
        Process process = builder.start();
        started.add(process.toHandle());
        return process;
    }

    /** The state in which the programs are as expected; their processes are kept in mind. */
    private UpState await(Process up, Predicate<UpState> expected) throws Exception {
        for (int tries = 0; tries < 20 * PATIENCE_SECONDS; tries++) {
            Optional<UpState> state = UpState.read(run);
            if (state.isPresent() && expected.test(state.get())) {
                started.addAll(up.children().toList());
                return state.get();
            }
            assertThat(up.isAlive()).as(Files.readString(log)).isTrue();
            up.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError(Files.readString(log));
    }

    private static boolean isAllRunning(UpState state) {
        return state.children().stream().allMatch(child -> child.phase() == Phase.RUNNING);
    }

    private Path script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
