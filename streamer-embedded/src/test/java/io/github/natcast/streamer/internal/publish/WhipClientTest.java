package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.negotiation.AnswerReader;
import io.github.natcast.streamer.internal.negotiation.OfferWriter;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.negotiation.TestPublications;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.topology.IceServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine of the table, asked as a publisher does. */
final class WhipClientTest {
    private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");
    private static final String FRAGMENT = new OfferWriter(TestPublications.media())
            .fragment(TestPublications.CREDENTIALS, List.of(TestPublications.HOST));

    private static WhipClient client(StrictEngine engine) {
        return client(engine, engine.habits.token);
    }

    private static WhipClient client(StrictEngine engine, Optional<String> token) {
        return new WhipClient(engine.endpoint, engine, () -> CompletableFuture.completedStage(token), () -> NOW);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    private static WhipClient.Accepted accepted(WhipClient client) {
        return (WhipClient.Accepted) now(client.post(TestPublications.offer()));
    }

    private static Refusal refusal(WhipClient client) {
        return ((WhipClient.Refused) now(client.post(TestPublications.offer()))).refusal();
    }

    @ParameterizedTest
    @EnumSource
    void publishesAndEnds(Engine personality) throws Exception {
        StrictEngine engine = new StrictEngine(personality);
        WhipClient client = client(engine);
        WhipClient.Accepted accepted = accepted(client);
        SendPlan plan = new AnswerReader(TestPublications.media()).read(accepted.answer());

        assertThat(plan.transport().setup().localRole())
                .isEqualTo(engine.habits.passive ? DtlsRole.CLIENT : DtlsRole.SERVER);
        assertThat(plan.transport().lite()).isEqualTo(engine.habits.lite);
        assertThat(plan.transport().candidates()).anyMatch(candidate -> candidate.startsWith("candidate:1 1 udp "));
        assertThat(plan.video().codec()).isEqualTo(VideoCodec.H264);
        assertThat(plan.video().rtx().isPresent())
                .isEqualTo(!engine.habits.answering.contains(Engine.Answering.NO_RTX));
        assertThat(plan.audio()).isPresent();
        assertThat(accepted.session().entityTag()).isEqualTo(engine.habits.tag);
        assertThat(accepted.session().location().stream().map(URI::toString)).hasSameElementsAs(engine.sessions);
        assertThat(now(client.delete(accepted.session()))).isEqualTo(engine.habits.location.isPresent());
        assertThat(engine.sessions).isEmpty();
        assertThat(engine.violations).isEmpty();
    }

    /** A session that is gone is deleted, whether the engine says 200 or 404; 400 says nothing. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SILENT_FRONT")
    void deletesAgain(Engine personality) {
        StrictEngine engine = new StrictEngine(personality);
        WhipClient client = client(engine);
        WhipSession session = accepted(client).session();
        now(client.delete(session));
        assertThat(now(client.delete(session))).isEqualTo(engine.habits.deletesAgain != 400);
        assertThat(engine.violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void restartsWhereTheEngineCan(Engine personality) {
        StrictEngine engine = new StrictEngine(personality);
        WhipClient client = client(engine);
        WhipClient.Restart result = now(client.restart(accepted(client).session(), FRAGMENT));
        if (engine.habits.canRestart()) {
            WhipClient.Restarted restarted = (WhipClient.Restarted) result;
            assertThat(restarted.fragment()).contains("a=ice-ufrag:anew1");
            assertThat(restarted.session().entityTag()).isEqualTo(engine.habits.tagAfterRestart);
        } else {
            assertThat(result).isInstanceOf(WhipClient.NotRestarted.class);
            assertThat(((WhipClient.NotRestarted) result).answered()).isTrue();
        }
        assertThat(engine.violations).isEmpty();
    }

    /** RFC 9725 §4.3.3 has the asterisk; engines that compare with their tag get it as they wrote it. */
    @Test
    void sendsTheEntityTagBackAsItWas() {
        StrictEngine engine = new StrictEngine(Engine.JANUS);
        WhipClient client = client(engine);
        now(client.restart(accepted(client).session(), FRAGMENT));
        assertThat(engine.requests.stream().map(request -> request.headers().get("If-Match")))
                .containsSubsequence("*", "\"quoted\"")
                .doesNotContain("\"*\"");
    }

    /** LiveKit answers a wrong one with 500, and would be taken for broken. */
    @Test
    void theBareAsteriskComesFirst() {
        StrictEngine engine = new StrictEngine(Engine.LIVEKIT);
        WhipClient client = client(engine);
        now(client.restart(accepted(client).session(), FRAGMENT));
        assertThat(engine.count("PATCH")).isEqualTo(1);
        assertThat(engine.last("PATCH").orElseThrow().headers()).containsEntry("If-Match", "*");
    }

    /** 428 wants If-Match, and never takes one. */
    @Test
    void triesEachEntityTagOnce() {
        StrictEngine engine = new StrictEngine(Engine.WANTS_ITS_TAG);
        WhipClient client = client(engine);
        now(client.restart(accepted(client).session(), FRAGMENT));
        assertThat(engine.count("PATCH")).isEqualTo(2);
    }

    @Test
    void aWeakTagIsSentBackToo() {
        StrictEngine engine = new StrictEngine(Engine.CLOUDFLARE);
        WhipClient client = client(engine);
        WhipSession session = accepted(client).session();
        engine.instead.add(engine.status(WhipRequest.of("PATCH", engine.endpoint), 412));
        now(client.restart(session, FRAGMENT));
        assertThat(engine.last("PATCH").orElseThrow().headers()).containsEntry("If-Match", "W/\"weak\"");
    }

    @Test
    void findsServersInOptions() {
        assertThat(now(client(new StrictEngine(Engine.MEDIAMTX)).servers()))
                .containsExactly(
                        IceServer.stun("stun:stun.example.org:3478"),
                        IceServer.turn("turn:turn.example.org:3478?transport=udp", "a,b", "c;d\"e"));
        assertThat(now(client(new StrictEngine(Engine.LIVEKIT)).servers())).isEmpty();
    }

    @Test
    void findsServersInTheAnswerWithEscapedCredentials() {
        assertThat(accepted(client(new StrictEngine(Engine.LIVEKIT))).servers())
                .containsExactly(
                        IceServer.stun("stun:global.stun.example.org:3478"),
                        IceServer.stun("stun:stun.example.org:19302"),
                        IceServer.turn("turns:turn.example.org:5349?transport=tcp", "u:1", "p+q/="));
    }

    @Test
    void aServerThatCannotBeReachedTellsNone() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.down = true;
        assertThat(now(client(engine).servers())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MEDIAMTX, 401, true", "JANUS, 401, true", "BROADCAST_BOX, 400, false"})
    void aMissingTokenIsSaid(Engine personality, int status, boolean last) {
        Refusal refusal = refusal(client(new StrictEngine(personality), Optional.empty()));
        assertThat(refusal.last()).isEqualTo(last);
        assertThat(refusal.reason()).contains("answers " + status).contains("token");
    }

    @Test
    void aWrongTokenIsSaid() {
        Refusal refusal = refusal(client(new StrictEngine(Engine.JANUS), Optional.of("wrong")));
        assertThat(refusal.last()).isTrue();
        assertThat(refusal.reason())
                .startsWith("https://engine.example.org answers 403")
                .doesNotContain("wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "401, true",
        "403, true",
        "404, true",
        "409, true",
        "400, false",
        "406, false",
        "422, false",
        "429, false",
        "500, false",
        "502, false",
        "503, false",
        "302, false"
    })
    void knowsWhatDoesNotHeal(int status, boolean last) {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(engine.status(WhipRequest.of("POST", engine.endpoint), status));
        assertThat(refusal(client(engine)).last()).isEqualTo(last);
    }

    /** Who says when to come again is taken at its word, also with a status that otherwise ends it. */
    @ParameterizedTest
    @CsvSource({"503, 7, 7", "409, 3, 3", "429, 'Fri, 27 Nov 2026 20:00:30 GMT', 30", "503, 99999999, 600"})
    void honoursRetryAfter(int status, String value, int seconds) {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(new WhipResponse(engine.endpoint, status, Map.of("Retry-After", List.of(value)), ""));
        Refusal refusal = refusal(client(engine));
        assertThat(refusal.last()).isFalse();
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "''"})
    void ignoresARetryAfterThatIsNone(String value) {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(new WhipResponse(engine.endpoint, 503, Map.of("Retry-After", List.of(value)), ""));
        assertThat(refusal(client(engine)).retryAfter()).isEmpty();
    }

    @Test
    void anAnswerWithoutSdpIsNone() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(new WhipResponse(engine.endpoint, 200, Map.of(), "<html>welcome</html>"));
        assertThat(refusal(client(engine)).reason()).contains("200 without SDP");
    }

    /** The page that a proxy sends says nothing that a log needs. */
    @Test
    void quotesWordsAndNoPages() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.instead.add(new WhipResponse(engine.endpoint, 500, Map.of(), "<html>\nlong"));
        engine.instead.add(new WhipResponse(engine.endpoint, 500, Map.of(), "no\u001b room\nmore"));
        assertThat(refusal(client(engine)).reason()).doesNotContain("html");
        assertThat(refusal(client(engine)).reason()).contains(": no  room").doesNotContain("more");
    }

    @Test
    void saysThatNobodyListens() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.down = true;
        Refusal refusal = refusal(client(engine));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNREACHABLE);
        assertThat(refusal.reason()).isEqualTo("nobody listens at https://engine.example.org");
    }

    /** SRS closes the connection instead. */
    @Test
    void aStreamThatHasAPublisherIsTriedAgain() {
        StrictEngine engine = new StrictEngine(Engine.SRS);
        engine.busy = true;
        Refusal refusal = refusal(client(engine));
        assertThat(refusal.last()).isFalse();
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FOR_NOW);
        assertThat(refusal.reason()).contains("does somebody publish this stream already");
    }

    /** SRS's path and Cloudflare's are secrets. */
    @ParameterizedTest
    @EnumSource
    void reasonsHaveNoSecrets(Engine personality) {
        StrictEngine engine = new StrictEngine(personality);
        engine.instead.add(engine.status(WhipRequest.of("POST", engine.endpoint), 500));
        assertThat(refusal(client(engine)).reason()).doesNotContain("secret").doesNotContain("pass");
    }
}
