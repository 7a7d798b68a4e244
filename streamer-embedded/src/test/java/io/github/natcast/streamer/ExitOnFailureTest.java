package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.security.FailureAction;
import io.github.natcast.streamer.whep.Offers;
import io.github.natcast.streamer.whep.WhepViewer;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that has hung ends with the status that tells a service manager to start it again. */
@Timeout(120)
final class ExitOnFailureTest {
    private static final int EX_SOFTWARE = 70;

    /** Longer than what hangs is waited for. */
    private static final Duration WATCHED = Duration.ofSeconds(14);

    @Test
    void anEncoderThatHangsEndsTheProcess() throws Exception {
        assumeTrue(Runtime.version().feature() < 20, "later JDKs cannot suspend a thread");

        Ended ended = run(FailureAction.EXIT);

        assertThat(ended.output()).contains("the process exits with status 70", "hook run");
        assertThat(ended.status()).isEqualTo(EX_SOFTWARE);
    }

    @Test
    void withoutTheSettingItGoesOn() throws Exception {
        assumeTrue(Runtime.version().feature() < 20, "later JDKs cannot suspend a thread");

        Ended ended = run(FailureAction.KEEP_RUNNING);

        assertThat(ended.output()).contains("it went on");
        assertThat(ended.status()).isZero();
    }

    private record Ended(int status, String output) {}

    private static Ended run(FailureAction action) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName(),
                        action.name())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Has a viewer, and an encoder that hangs. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            Streamer streamer = Streamer.builder()
                    .bindAddress("127.0.0.1")
                    .httpPort(0)
                    .mediaPort(0)
                    .audio(AudioSettings.disabled())
                    .onFailure(FailureAction.valueOf(arguments[0]))
                    .build();
            streamer.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook run")));
            DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
            WhepViewer viewer = WhepViewer.connectTo(
                    HttpClient.newHttpClient(),
                    streamer.address().resolve("whep/" + Channel.DEFAULT_NAME),
                    identity,
                    Offers.withAudio(identity.fingerprint().toString()));
            viewer.nextProtected();
            suspend("natcast-encoder H264");
            Thread.sleep(WATCHED.toMillis());
            System.out.println("it went on");
            Runtime.getRuntime().halt(0);
        }

        /** By reflection, for JDKs that do not have it any more. */
        private static void suspend(String name) throws Exception {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith(name)) {
                    Thread.class.getMethod("suspend").invoke(thread);
                }
            }
        }
    }
}
