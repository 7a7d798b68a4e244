package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.internal.media.source.BadMedia;
import io.github.natcast.streamer.internal.media.source.BadSources;
import io.github.natcast.streamer.internal.media.source.MediaSource;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.WhepViewer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that cannot be shown, given through the API while a viewer watches the standby. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadSourcesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CHECKS = 1_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;
    private Streamer streamer;
    private WhepViewer viewer;
    private BadSources sources;
    private BadMedia media;

    @BeforeAll
    void startWithAViewer(@TempDir Path folder) throws Exception {
        sources = new BadSources(folder);
        media = new BadMedia(folder);
        streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180).withBitrate(300_000))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build();
        streamer.start();
        viewer = WhepViewer.join(http, streamer.address(), DtlsIdentity.generate(new SecureRandom(), Instant.now()));
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    }

    @AfterAll
    void end() throws Exception {
        System.setErr(standardError);
        viewer.leave();
        streamer.close();
        sources.close();
    }

    Stream<BadSources.BadSource> table() {
        return sources.table().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void oneMessageNamesItAndTheStandbyGoesOn(BadSources.BadSource bad) throws Exception {
        logged.reset();

        streamer.show(bad.source());

        String message = awaitEvent(bad.source().name(), bad.told());
        assertThat(message)
                .doesNotContain("\n", "Exception", "mellon")
                .contains("source " + bad.source().name());
        assertThat(StreamSupport.stream(events().spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(message::equals))
                .as("reported once")
                .hasSize(1);
        awaitGone(bad.source().name());
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains(bad.told())
                .doesNotContain("mellon")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertTheStandbyIsSent();
    }

    @Test
    void whatAHeaderPromisedAndTheFileLacksIsTold() throws Exception {
        MediaSource half = new MediaSource(media.cut("half.mkv", "mpeg4", 0.5));
        logged.reset();

        streamer.show(half);

        for (int i = 0;
                i < MOST_CHECKS && !logged.toString(StandardCharsets.UTF_8).contains("cut short");
                i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains(
                        "source " + half.name() + " is cut short: it has ",
                        " s of the 2.0 s that its header announces");
        streamer.showStandby();
        awaitGone(half.name());
    }

    @Test
    void picturesThatChangeTheirSizeOnTheWayAreShown() throws Exception {
        MediaSource changing = new MediaSource(media.twoSizes("changing.ts"));

        streamer.show(changing);
        awaitEvent(changing.name(), " is shown");
        long before = packetsSent();
        // Two rounds of four seconds are 200 pictures; half a round contains every size.
        awaitPackets(before + 75);

        assertThat(health().get("source").asText()).isEqualTo(changing.name());
        streamer.showStandby();
        awaitGone(changing.name());
        assertTheStandbyIsSent();
    }

    @Test
    void audioAloneIsShownAsBlackPictures() throws Exception {
        MediaSource song = new MediaSource(media.audioAlone("song.m4a"));

        streamer.show(song);

        awaitEvent(song.name(), " is shown");
        streamer.showStandby();
        awaitGone(song.name());
        assertTheStandbyIsSent();
    }

    private void assertTheStandbyIsSent() throws Exception {
        for (int i = 0; i < MOST_CHECKS && !health().get("source").asText().equals("test pattern"); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(health().get("source").asText()).isEqualTo("test pattern");
        awaitPackets(packetsSent() + 10);
        assertThat(streamer.viewers()).hasSize(1);
    }

    private long packetsSent() {
        return streamer.viewers().get(0).stats().orElseThrow().packetsSent();
    }

    private void awaitPackets(long count) throws InterruptedException {
        for (int i = 0; i < MOST_CHECKS && packetsSent() < count; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(packetsSent()).isGreaterThanOrEqualTo(count);
    }

    /** The latest event that contains both texts. */
    private String awaitEvent(String name, String part) throws Exception {
        for (int i = 0; i < MOST_CHECKS; i++) {
            for (JsonNode event : events()) {
                if (event.asText().contains(name) && event.asText().contains(part)) {
                    return event.asText();
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("no event has " + name + " and " + part + ": " + events());
    }

    private JsonNode events() throws Exception {
        return health().get("events");
    }

    private JsonNode health() throws Exception {
        return JSON.readTree(http.send(
                        HttpRequest.newBuilder(streamer.address().resolve("healthz"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static void awaitGone(String name) {
        String thread = "natcast-source " + name;
        Resources.awaitNoThreadsNamed(thread, 20_000);
        assertThat(Resources.threadsNamed(thread)).as(thread).isZero();
    }
}
