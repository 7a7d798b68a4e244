package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.internal.connection.FakeControlLoop;
import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.publish.PublicationState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class OpenPublicationTest {
    private final FakeControlLoop loop = new FakeControlLoop();
    private final FakeSession.Sessions sessions = new FakeSession.Sessions();
    private final List<StreamerEvent> events = new ArrayList<>();
    private final List<Publication> closed = new ArrayList<>();

    private OpenPublication open(StrictEngine engine) {
        WhipClient client = new WhipClient(
                engine.endpoint,
                engine,
                () -> CompletableFuture.completedStage(engine.habits.token),
                () -> Instant.EPOCH);
        OpenPublication publication = new OpenPublication(
                engine.endpoint,
                "live",
                1,
                events::add,
                closed::add,
                listener -> new Publishing(client, sessions, loop, new Random(1), listener));
        publication.start();
        loop.run();
        return publication;
    }

    @Test
    void tellsItsStateReasonAndCounts() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        OpenPublication publication = open(engine);
        assertThat(publication.state()).isEqualTo(PublicationState.CONNECTING);
        assertThat(publication.reason()).isEmpty();

        sessions.last().connects();
        loop.run();
        assertThat(publication.state()).isEqualTo(PublicationState.CONNECTED);

        sessions.last().traffic =
                new PublicationTraffic(10, 1000, 1, 0.5, Optional.of(Duration.ofMillis(20)), 2_000_000, "H264");
        sessions.last().events.onFailed("it is over");
        loop.run();
        assertThat(publication.state()).isEqualTo(PublicationState.CONNECTING);
        assertThat(publication.reason()).contains("it is over");

        loop.advance(Duration.ofSeconds(2));
        sessions.last().connects();
        sessions.last().traffic = new PublicationTraffic(5, 500, 0, 0, Optional.empty(), 0, "VP8");
        loop.run();
        assertThat(publication.reason()).isEmpty();
        assertThat(publication.stats().sessions()).isEqualTo(2);
        assertThat(publication.stats().attempts()).isEqualTo(2);
        assertThat(publication.stats().packetsSent()).isEqualTo(15);
        assertThat(publication.stats().bytesSent()).isEqualTo(1500);
        assertThat(publication.stats().packetsResent()).isEqualTo(1);
        assertThat(publication.stats().codec()).isEqualTo("VP8");
        assertThat(events)
                .extracting(StreamerEvent::sentence)
                .containsExactly(
                        "the stream is published to https://engine.example.org",
                        "the stream is not published to https://engine.example.org for now: it is over",
                        "the stream is published to https://engine.example.org");
    }

    /** An engine that is away for an hour is said once, not every half minute. */
    @Test
    void tellsAReasonOnce() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.down = true;
        open(engine);
        loop.advance(Duration.ofMinutes(10));
        assertThat(engine.count("POST")).isGreaterThan(100);
        assertThat(events).hasSize(1);
    }

    @Test
    void aRefusalIsFinal() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(engine.status(WhipRequest.of("POST", engine.endpoint), 403));
        OpenPublication publication = open(engine);
        assertThat(publication.state()).isEqualTo(PublicationState.FAILED);
        assertThat(publication.reason().orElseThrow()).contains("answers 403");
        assertThat(events).hasSize(1).first().isInstanceOf(StreamerEvent.PublicationFailed.class);
        assertThat(closed).isEmpty();

        publication.close();
        assertThat(closed).containsExactly(publication);
    }

    @Test
    void closesOnce() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        OpenPublication publication = open(engine);
        sessions.last().connects();
        loop.run();
        publication.close();
        publication.close();
        sessions.last().events.onFailed("later");
        loop.run();
        assertThat(publication.state()).isEqualTo(PublicationState.CLOSED);
        assertThat(closed).hasSize(1);
        assertThat(engine.sessions).isEmpty();
    }
}
