package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.connection.FakeControlLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublishingTest {
    private static final Duration INSTANT = Duration.ZERO;

    private final FakeControlLoop loop = new FakeControlLoop();
    private final FakeSession.Sessions sessions = new FakeSession.Sessions();
    private final List<String> events = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    private final class Heard implements Publishing.Listener {
        @Override
        public void onAttempt(PublicationSession session) {
            events.add("attempt");
        }

        @Override
        public void onConnected() {
            events.add("connected");
        }

        @Override
        public void onLost(String reason, Duration wait) {
            events.add("lost: " + reason);
            waits.add(wait);
        }

        @Override
        public void onRestarted() {
            events.add("restarted");
        }

        @Override
        public void onRefused(String reason) {
            events.add("refused: " + reason);
        }
    }

    private Publishing publish(StrictEngine engine) {
        WhipClient client = new WhipClient(
                engine.endpoint,
                engine,
                () -> CompletableFuture.completedStage(engine.habits.token),
                () -> Instant.EPOCH);
        Publishing publishing = new Publishing(client, sessions, loop, new Random(1), new Heard());
        publishing.start();
        loop.run();
        return publishing;
    }

    private void passes(Duration time) {
        loop.advance(time);
    }

    @ParameterizedTest
    @EnumSource
    void connectsToEveryEngine(Engine personality) {
        StrictEngine engine = new StrictEngine(personality);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofMinutes(1));
        assertThat(events).containsExactly("attempt", "connected");
        assertThat(engine.violations).isEmpty();
        assertThat(engine.count("POST")).isEqualTo(engine.habits.redirects == 0 ? 1 : 2);
    }

    @Test
    void gathersWithTheServersOfOptions() {
        StrictEngine engine = new StrictEngine(Engine.MEDIAMTX);
        publish(engine);
        assertThat(sessions.last().gatheredWith.get(0)).hasSize(2);
        passes(Duration.ofSeconds(2));
        assertThat(engine.count("PATCH")).isZero();
    }

    @Test
    void anEngineWhoseOptionsHangIsOfferedWithoutThem() {
        StrictEngine engine = new StrictEngine(Engine.SRS) {
            @Override
            public CompletionStage<WhipResponse> send(WhipRequest request) {
                return request.method().equals("OPTIONS") ? new CompletableFuture<>() : super.send(request);
            }
        };
        publish(engine);
        assertThat(sessions.last().prepared).isEqualTo(1);
        assertThat(engine.count("POST")).isZero();
        passes(Duration.ofSeconds(1));
        sessions.last().connects();
        passes(INSTANT);
        assertThat(events).containsExactly("attempt", "connected");
    }

    @Test
    void serversThatOnlyTheAnswerToldAreTakenByARestart() {
        StrictEngine engine = new StrictEngine(Engine.LIVEKIT);
        publish(engine);
        assertThat(sessions.last().gatheredWith.get(0)).isEmpty();
        passes(Duration.ofMillis(1500));
        assertThat(sessions.last().gatheredWith.get(1)).hasSize(3);
        assertThat(sessions.last().restarted).singleElement().asString().contains("anew1");
        assertThat(events).containsExactly("attempt", "restarted");
    }

    @Test
    void whoHasAPathNeedsNoOtherServers() {
        StrictEngine engine = new StrictEngine(Engine.LIVEKIT);
        publish(engine);
        sessions.last().findsAPath();
        passes(Duration.ofSeconds(5));
        assertThat(engine.count("PATCH")).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"SRS", "BROADCAST_BOX", "CLOUDFLARE", "PLAIN", "WANTS_ITS_TAG", "SILENT_FRONT"})
    void asNewWhereIceCannotBeRestarted(Engine personality) {
        StrictEngine engine = new StrictEngine(personality);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofSeconds(20));
        sessions.last().events.onSilence();
        passes(Duration.ofMillis(1600));
        assertThat(sessions.opened).hasSize(2);
        assertThat(sessions.opened.get(0).closed).isEqualTo(1);
        assertThat(engine.sessions.size()).isLessThanOrEqualTo(1);
        sessions.last().connects();
        passes(INSTANT);
        assertThat(events).endsWith("attempt", "connected");
        assertThat(engine.violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MEDIAMTX", "LIVEKIT", "OVEN", "JANUS"})
    void inTheSameSessionWhereItCan(Engine personality) {
        StrictEngine engine = new StrictEngine(personality);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofSeconds(20));
        sessions.last().events.onSilence();
        passes(INSTANT);
        assertThat(sessions.last().restarted).hasSize(1);
        sessions.last().events.onHeard();
        passes(Duration.ofMinutes(1));
        assertThat(events).containsExactly("attempt", "connected", "restarted");
    }

    @Test
    void aRestartThatBringsNoLifeIsFollowedByANewSession() {
        StrictEngine engine = new StrictEngine(Engine.MEDIAMTX);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofSeconds(20));
        sessions.last().events.onSilence();
        passes(Duration.ofSeconds(7));
        assertThat(sessions.opened).hasSize(2);
        assertThat(engine.sessions).hasSize(1);
    }

    /** Also soon after it has connected. */
    @ParameterizedTest
    @ValueSource(ints = {3, 20})
    void anEngineThatHasRestartedGetsANewSessionAtOnce(int seconds) {
        StrictEngine engine = new StrictEngine(Engine.MEDIAMTX);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofSeconds(seconds));
        engine.forget();
        sessions.last().events.onSilence();
        passes(Duration.ofMillis(10));
        assertThat(sessions.opened).hasSize(2);
        assertThat(waits).containsExactly(Duration.ZERO);
        assertThat(engine.count("DELETE")).isZero();
    }

    @Test
    void aBlackOutOfTheNetworkKeepsTheSession() {
        StrictEngine engine = new StrictEngine(Engine.MEDIAMTX);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofSeconds(20));
        engine.blackOut = true;
        sessions.last().events.onSilence();
        passes(Duration.ofSeconds(3));
        engine.blackOut = false;
        passes(Duration.ofSeconds(1));
        assertThat(sessions.opened).hasSize(1);
        assertThat(sessions.last().restarted).hasSize(1);
        assertThat(events).containsExactly("attempt", "connected", "restarted");
    }

    /** The first request may find the network still on its way to the new address. */
    @Test
    void whoIsSeenAtAnotherAddressRestartsIce() {
        StrictEngine engine = new StrictEngine(Engine.MEDIAMTX);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofSeconds(5));
        engine.blackOut = true;
        sessions.last().events.onMoved();
        passes(Duration.ofMillis(500));
        sessions.last().events.onMoved();
        engine.blackOut = false;
        passes(Duration.ofMinutes(1));
        assertThat(sessions.last().restarted).hasSize(1);
        assertThat(events).containsExactly("attempt", "connected", "restarted");
    }

    @Test
    void whoIsHeardAgainMeanwhileIsNotRestarted() {
        StrictEngine engine = new StrictEngine(Engine.MEDIAMTX);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofSeconds(20));
        engine.blackOut = true;
        sessions.last().events.onSilence();
        passes(Duration.ofMillis(500));
        sessions.last().events.onHeard();
        passes(Duration.ofSeconds(2));
        long asked = engine.count("PATCH");
        passes(Duration.ofMinutes(1));
        assertThat(engine.count("PATCH")).isEqualTo(asked);
        assertThat(sessions.opened).hasSize(1);
    }

    /** 1 s, 2 s, 4 s … 30 s, each up to a quarter shorter. */
    @Test
    void waitsLongerEachTime() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        for (int i = 0; i < 8; i++) {
            engine.instead.add(engine.status(WhipRequest.of("POST", engine.endpoint), 503));
        }
        publish(engine);
        for (int second = 0; second < 200 && engine.count("POST") < 9; second++) {
            passes(Duration.ofSeconds(1));
        }
        int[] most = {1, 2, 4, 8, 16, 30, 30, 30};
        assertThat(waits).hasSize(most.length);
        for (int i = 0; i < most.length; i++) {
            assertThat(waits.get(i)).isBetween(Duration.ofMillis(most[i] * 750L), Duration.ofSeconds(most[i]));
        }
        sessions.last().connects();
        passes(INSTANT);
        assertThat(events).endsWith("attempt", "connected");
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(new WhipResponse(engine.endpoint, 503, Map.of("Retry-After", List.of("60")), ""));
        publish(engine);
        passes(Duration.ofSeconds(59));
        assertThat(sessions.opened).hasSize(1);
        passes(Duration.ofSeconds(2));
        assertThat(sessions.opened).hasSize(2);
    }

    /** An engine that is started again is found within 1 s, and within 4 s when that takes longer. */
    @ParameterizedTest
    @CsvSource({"12, 1", "120, 4"})
    void looksOftenWhereNobodyListens(int down, int found) {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.down = true;
        publish(engine);
        passes(Duration.ofSeconds(down));
        engine.down = false;
        passes(Duration.ofSeconds(found));
        sessions.last().connects();
        passes(INSTANT);
        assertThat(events).endsWith("attempt", "connected");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 409})
    void stopsAndSaysWhy(int status) {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(engine.status(WhipRequest.of("POST", engine.endpoint), status));
        publish(engine);
        passes(Duration.ofHours(1));
        assertThat(events).hasSize(2);
        assertThat(events.get(1)).startsWith("refused: https://engine.example.org answers " + status);
        assertThat(engine.count("POST")).isEqualTo(1);
        assertThat(sessions.last().closed).isEqualTo(1);
        assertThat(loop.timers()).isZero();
    }

    /** The engine still has the session that a black-out kept from being deleted. */
    @Test
    void aConflictWithItsOwnLeftoverIsWaitedOut() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        publish(engine);
        sessions.last().connects();
        passes(Duration.ofSeconds(20));
        engine.blackOut = true;
        sessions.last().events.onFailed("consent expired");
        passes(Duration.ofSeconds(1));
        engine.blackOut = false;
        engine.instead.add(engine.status(WhipRequest.of("POST", engine.endpoint), 409));
        passes(Duration.ofSeconds(10));
        sessions.last().connects();
        passes(INSTANT);
        assertThat(events).endsWith("attempt", "connected");
        assertThat(events).noneMatch(event -> event.startsWith("refused"));
    }

    @Test
    void withoutAPathItSaysWhatToLookAt() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        publish(engine);
        passes(Duration.ofSeconds(16));
        assertThat(events.get(1)).contains("no path to the engine's candidates within 15 s");
        assertThat(engine.count("DELETE")).isEqualTo(1);
    }

    @Test
    void anAnswerThatCannotBeUsedIsDeletedAndTriedAgain() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(
                new WhipResponse(engine.endpoint, 201, Map.of("Location", List.of("/s/1")), "v=0\r\ns=-\r\nt=0 0\r\n"));
        publish(engine);
        assertThat(events.get(1)).contains("media sections");
        assertThat(engine.last("DELETE").orElseThrow().target().getPath()).isEqualTo("/s/1");
        passes(Duration.ofSeconds(2));
        assertThat(sessions.opened).hasSize(2);
    }

    /** Whatever is wrong here: what began the attempt hears of it, and another one follows. */
    @Test
    void anAttemptWhoseStepFailsIsTriedAgain() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        sessions.bug = Optional.of(new IndexOutOfBoundsException("of the test"));
        assertThatThrownBy(() -> publish(engine)).isSameAs(sessions.bug.get());
        loop.run();
        assertThat(events.get(1)).contains("IndexOutOfBoundsException: of the test");
        assertThat(sessions.last().closed).isEqualTo(1);
        assertThat(engine.count("DELETE")).isEqualTo(1);

        sessions.bug = Optional.empty();
        passes(Duration.ofSeconds(2));
        sessions.last().connects();
        passes(INSTANT);
        assertThat(events).endsWith("attempt", "connected");
    }

    @Test
    void endsAtBothSides() {
        StrictEngine engine = new StrictEngine(Engine.LIVEKIT);
        Publishing publishing = publish(engine);
        sessions.last().connects();
        passes(INSTANT);
        var done = publishing.close();
        loop.run();
        assertThat(done.toCompletableFuture()).isCompletedWithValue(true);
        assertThat(engine.sessions).isEmpty();
        assertThat(sessions.last().closed).isEqualTo(1);
        publishing.close();
        passes(Duration.ofHours(1));
        assertThat(engine.count("DELETE")).isEqualTo(1);
        assertThat(engine.count("POST")).isEqualTo(1);
    }

    /** The answer comes when nobody wants it any more. */
    @Test
    void aSessionThatIsAnsweredTooLateIsDeleted() {
        List<Runnable> answers = new ArrayList<>();
        StrictEngine engine = new StrictEngine(Engine.SRS) {
            @Override
            public CompletionStage<WhipResponse> send(WhipRequest request) {
                if (!request.method().equals("POST")) {
                    return super.send(request);
                }
                var later = new CompletableFuture<WhipResponse>();
                answers.add(() -> super.send(request).thenAccept(later::complete));
                return later;
            }
        };
        Publishing publishing = publish(engine);
        publishing.close();
        loop.run();
        answers.get(0).run();
        loop.run();
        assertThat(engine.sessions).isEmpty();
        assertThat(engine.count("DELETE")).isEqualTo(1);
    }

    /** An engine that is busy with the handshake is not restarted. */
    @Test
    void silenceBeforeTheFirstPacketIsNone() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        publish(engine);
        sessions.last().findsAPath();
        sessions.last().events.onSilence();
        passes(Duration.ofSeconds(10));
        sessions.last().connects();
        passes(INSTANT);
        assertThat(events).containsExactly("attempt", "connected");
        assertThat(engine.count("PATCH")).isZero();
    }

    /** Whatever an ended session says. */
    @Test
    void doesNotHearOldSessions() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        publish(engine);
        sessions.last().events.onFailed("first");
        passes(Duration.ofSeconds(2));
        sessions.opened.get(0).connects();
        sessions.opened.get(0).events.onFailed("again");
        passes(INSTANT);
        assertThat(events).containsExactly("attempt", "lost: first", "attempt");
    }
}
