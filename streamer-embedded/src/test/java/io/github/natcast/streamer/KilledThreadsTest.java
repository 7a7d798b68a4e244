package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.Offers;
import io.github.natcast.streamer.whep.WhepViewer;
import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each thread of a streamer that somebody watches is sent a ThreadDeath, which is an Error, wherever it is: within two
 * seconds the service goes on, or the health is red.
 */
@Timeout(120)
final class KilledThreadsTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "natcast-control",
                "natcast-receive",
                "natcast-sender",
                "natcast-encoder VP8",
                "natcast-encoder opus",
                "natcast-source ",
                "natcast-sources",
                "natcast-signaling",
                "natcast-http",
                "natcast-dtls",
                "natcast-watchdog"
            })
    void itGoesOnOrSaysThatItDoesNot(String name) throws Exception {
        assumeTrue(Runtime.version().feature() < 20, "later JDKs cannot send a thread an Error");
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(320, 180))
                .build()) {
            streamer.start();
            DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
            WhepViewer.join(
                    http,
                    streamer.address(),
                    identity,
                    Offers.withAudio(identity.fingerprint().toString()));
            assertThat(streamer.health().ok()).isTrue();
            Thread victim = threads(name).get(0);

            kill(victim);

            Optional<String> red = red(streamer, victim.getName());
            if (red.isEmpty()) {
                assertThat(threads(victim.getName())).as("threads").isNotEmpty();
                assertThat(health(streamer)).as("status").isEqualTo(200);
                WhepViewer.join(http, streamer.address(), identity).leave();
            }
        }
    }

    /** Why the health is red; empty when the service went on for two seconds. */
    private Optional<String> red(Streamer streamer, String name) throws Exception {
        long end = System.nanoTime() + WITHIN.toNanos();
        long sent = sent(streamer);
        while (end - System.nanoTime() > 0) {
            StreamerHealth health = streamer.health();
            if (!health.ok()) {
                assertThat(health.reasons().toString()).containsAnyOf(name, "is not encoded", "there is no sound");
                return Optional.of(health.reasons().toString());
            }
            Thread.onSpinWait();
        }
        assertThat(sent(streamer)).as("packets").isGreaterThan(sent);
        return Optional.empty();
    }

    private static long sent(Streamer streamer) {
        return streamer.viewers().stream()
                .flatMap(viewer -> viewer.stats().stream())
                .mapToLong(ViewerStats::packetsSent)
                .sum();
    }

    private int health(Streamer streamer) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(streamer.address().resolve("healthz")).build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static List<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }

    /** By reflection, for JDKs that do not have it any more. */
    private static void kill(Thread victim) throws Exception {
        try {
            Thread.class.getMethod("stop").invoke(victim);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
