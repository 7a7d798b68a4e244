package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.internal.media.ffmpeg.TestClip;
import io.github.natcast.streamer.internal.media.ffmpeg.TestPictures;
import io.github.natcast.streamer.internal.tls.TestCertificate;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.nat.LoopbackTurnServer;
import io.github.natcast.streamer.publish.PublishSettings;
import io.github.natcast.streamer.security.TlsSettings;
import io.github.natcast.streamer.whep.Offers;
import io.github.natcast.streamer.whep.WhepViewer;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each thread of a streamer with everything that has one is sent a ThreadDeath, which is an Error, wherever it is:
 * within two seconds the service goes on, or the health is red.
 */
@Tag("own-process")
@Timeout(120)
@SuppressWarnings("NullAway.Init") // it is set up before each test
final class KilledThreadsTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How the names of those that are killed begin. */
    private static final List<String> KILLED = List.of(
            "natcast-control",
            "natcast-receive",
            "natcast-sender",
            "natcast-encoder H264",
            "natcast-encoder opus",
            "natcast-decoder VP8",
            "natcast-source test pattern",
            "natcast-source frames:",
            "natcast-source /", // the clip
            "natcast-sources",
            "natcast-signaling",
            "natcast-http",
            "natcast-tls",
            "natcast-dtls",
            "natcast-whip",
            "natcast-nat",
            "natcast-watchdog");

    /** Why others are not, by how their names begin. */
    private static final Map<String, String> SPARED = Map.of(
            "natcast-encoder VP8", "it rests, and is the same as H264's",
            "natcast-publish",
                    "it gathers for one session and ends; what it throws ends the attempt, and another follows",
            "natcast-gather", "it asks one server and ends; whoever gathers does not wait for it for long",
            "natcast-ice-end", "it frees one session's sockets and ends",
            "natcast-lookup", "it asks for one name and ends; PublicNamesTest lets a look-up fail with an Error",
            "natcast-warmup", "they have ended when the start returns, or end it");

    @TempDir
    private Path folder;

    private HttpClient http;
    private LoopbackTurnServer turn;
    private Streamer streamer;
    private DtlsIdentity identity;

    static Stream<String> killed() {
        return KILLED.stream();
    }

    /**
     * TLS, STUN, TURN, sound, a clip that is copied and decoded for one who cannot play it, a frame socket, a
     * publication.
     */
    @BeforeEach
    void startEverything() throws Exception {
        TestCertificate certificate = TestCertificate.now("localhost");
        certificate.write(folder);
        http = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        Path clip = TestClip.at(folder.resolve("clip.webm"))
                .pictures("libvpx", 320, 180, 25, 50)
                .drawnBy(number -> TestPictures.i420(320, 180, number, 0))
                .codedWith(context -> context.gop_size(25))
                .write();
        turn = new LoopbackTurnServer();
        streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .tls(TlsSettings.of(folder.resolve("certificate.pem"), folder.resolve("key.pem")))
                .turnServer(IceServer.turn("turn:127.0.0.1:" + turn.address().getPort(), "vtuser", "vtpass"))
                .video(VideoSettings.defaults().withSize(320, 180))
                .build();
        streamer.start();
        streamer.open("clip", ChannelSettings.of(VideoSource.copied(clip.toString())));
        streamer.open("frames", ChannelSettings.of(VideoSource.frames("unix:" + folder.resolve("frames"))));
        // Nobody listens there, so that it asks again each second.
        streamer.publish(URI.create("http://127.0.0.1:9/whip"), PublishSettings.defaults());
        identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        join("live").nextProtected();
        join("clip").nextProtected();
        // Whoever has just come is sent pictures of the first key frame; then it goes on.
        assertThat(red("")).as("before").isEmpty();
    }

    /** By a thread of its own: a lock that a killed thread has kept is waited for by no patience. */
    @AfterEach
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void stop() {
        streamer.close();
        turn.close();
    }

    private WhepViewer join(String channel) throws Exception {
        String offer = Offers.withAudio(identity.fingerprint().toString());
        return WhepViewer.connectTo(http, streamer.address().resolve("whep/" + channel), identity, offer);
    }

    @ParameterizedTest
    @MethodSource("killed")
    void itGoesOnOrSaysThatItDoesNot(String name) throws Exception {
        assumeTrue(Runtime.version().feature() < 20, "later JDKs cannot send a thread an Error");
        join("live").nextProtected(); // who has just joined leaves an idle thread of DTLS
        Thread victim = threads(name).get(0);

        kill(victim);

        if (red(victim.getName()).isEmpty()) {
            assertThat(threads(name)).as("threads").isNotEmpty();
            assertThat(health()).as("status").isEqualTo(200);
            join("live").leave();
        }
    }

    /** A thread that is new has to be killed here, too. */
    @Test
    void everyThreadIsKilledOrSparedForAReason() throws Exception {
        join("live").nextProtected();
        List<String> names = threads("natcast-").stream().map(Thread::getName).toList();
        assertThat(names)
                .allMatch(name ->
                        Stream.concat(KILLED.stream(), SPARED.keySet().stream()).anyMatch(name::startsWith));
        assertThat(KILLED).allMatch(known -> names.stream().anyMatch(name -> name.startsWith(known)));
    }

    /**
     * What the health says; empty when the service went on for two seconds. It is red, unless what failed is one
     * channel's own.
     */
    private Optional<String> red(String name) {
        long end = System.nanoTime() + WITHIN.toNanos();
        Map<String, Long> before = sent();
        while (end - System.nanoTime() > 0) {
            StreamerHealth health = streamer.health();
            if (!health.reasons().isEmpty()) {
                assertThat(health.reasons().toString()).containsAnyOf(name, "is not encoded", "there is no sound");
                return Optional.of(health.reasons().toString());
            }
            Thread.onSpinWait();
        }
        Map<String, Long> after = sent();
        before.forEach((viewer, packets) ->
                assertThat(after.get(viewer)).as("packets of %s", viewer).isGreaterThan(packets));
        return Optional.empty();
    }

    private Map<String, Long> sent() {
        Map<String, Long> sent = new TreeMap<>();
        for (Viewer viewer : streamer.viewers()) {
            viewer.stats().ifPresent(stats -> sent.put(viewer.channel() + " " + viewer.id(), stats.packetsSent()));
        }
        return sent;
    }

    private int health() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(streamer.address().resolve("healthz"))
                .timeout(PATIENCE)
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static List<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }

    /**
     * By reflection, for JDKs that do not have it any more. Preferably while it waits: no Error comes in the midst of
     * the JDK's own locks, which this one would leave taken for ever.
     */
    private static void kill(Thread victim) throws Exception {
        long end = System.nanoTime() + WITHIN.toNanos();
        while (victim.getState() == Thread.State.RUNNABLE && end - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
        try {
            Thread.class.getMethod("stop").invoke(victim);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
