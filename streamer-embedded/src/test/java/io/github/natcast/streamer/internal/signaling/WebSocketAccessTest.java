package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.security.AccessCheck;
import io.github.natcast.streamer.signaling.WebSocketSession;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a WebSocket hears before it is known who is on it, and how it says so. */
class WebSocketAccessTest {
    private static final String AUTH_REQUIRED = "{\"type\":\"auth_required\"}";

    private final FakeStreamer streamer = new FakeStreamer();
    private final FakePeer peer = new FakePeer();
    private final SteppedWorkers workers = new SteppedWorkers();
    private final Map<String, AccessCheck.Verdict> known = new HashMap<>(Map.of(
            "right", new AccessCheck.Verdict.Admitted(Map.of("sub", "ann"), Optional.empty()),
            "other", new AccessCheck.Verdict.Admitted(Map.of(), Optional.of(Set.of("other")))));

    @AfterEach
    void close() {
        streamer.close();
    }

    private AccessCheck.Verdict check(Optional<String> token) {
        return known.getOrDefault(token.orElse(""), AccessCheck.Verdict.unauthorized("Who is there?"));
    }

    private WebSocketSession open(String path) {
        SignalingSettings settings =
                SignalingSettings.OPEN.withEntrance(Entrance.quick(request -> check(request.token())));
        WebSocketSession session =
                TestRequests.endpoint(streamer, settings, workers).open(TestRequests.webSocket(path), peer);
        workers.run();
        return session;
    }

    private void send(WebSocketSession session, String text) {
        session.onText(text);
        workers.run();
    }

    private static String auth(String token) {
        return "{\"type\":\"auth\",\"token\":\"" + token + "\"}";
    }

    @Test
    void isToldNothingBeforeItsTokenButThatOneIsWanted() {
        WebSocketSession session = open("/ws/live");
        assertThat(peer.sent).containsExactly(AUTH_REQUIRED);
        assertThat(streamer.asked).isEmpty();

        send(session, auth("right"));
        assertThat(peer.last()).contains("ice_servers");
        assertThat(streamer.asked).singleElement().satisfies(asked -> {
            assertThat(asked.token()).contains("right");
            assertThat(asked.claims()).containsEntry("sub", "ann");
        });
        send(session, FakePeer.offer("v=0"));
        assertThat(streamer.viewers).hasSize(1);
        assertThat(streamer.viewers.get(0).origin.claims()).containsEntry("sub", "ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", ""})
    void aWrongTokenClosesIt(String token) {
        send(open("/ws/live"), auth(token));

        assertThat(peer.last()).contains("unauthorized");
        assertThat(peer.sent).noneMatch(message -> message.contains("turn:"));
        assertThat(peer.closedWith).isEqualTo(4401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"webrtc_offer\",\"sdp\":\"v=0\"}",
                "{\"type\":\"ice_candidate\",\"candidate\":null}",
                "{\"type\":\"chat\"}",
                "{\"type\":\"viewer_report\"}"
            })
    void whoeverBeginsWithoutATokenHasNone(String message) {
        WebSocketSession session = open("/ws/live");
        send(session, message);

        assertThat(peer.closedWith).isEqualTo(4401);
        assertThat(streamer.viewers).isEmpty();
        send(session, auth("right"));
        assertThat(streamer.asked).isEmpty();
    }

    @Test
    void pingsNeedNoToken() {
        send(open("/ws/live"), "{\"type\":\"ping\"}");

        assertThat(peer.last()).isEqualTo(ServerMessages.PONG);
        assertThat(peer.closedWith).isZero();
    }

    @Test
    void whoeverIsSilentIsNotWaitedForLong() throws Exception {
        SignalingLimits limits = SignalingLimits.DEFAULTS.withAuthentication(Duration.ofMillis(20));
        try (TestServer server = new TestServer(Optional.of("secret"), limits)) {
            TestSocket socket = server.socket("/ws/live");
            socket.next("auth_required");

            assertThat(socket.next("error").get("code").asText()).isEqualTo("unauthorized");
            assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4401);
        }
    }

    @Test
    void aTokenThatIsLongerThanAnyIsNotTaken() {
        WebSocketSession session = open("/ws/live");
        String longest = "x".repeat(16 << 10);
        known.put(longest, AccessCheck.Verdict.admitted());
        known.put(longest + "x", AccessCheck.Verdict.admitted());

        send(session, auth(longest + "x"));
        assertThat(peer.last())
                .contains("\"token_too_large\"", "16385", "16384")
                .doesNotContain("xx");
        assertThat(streamer.asked).isEmpty();

        send(session, auth(longest));
        assertThat(peer.last()).contains("ice_servers");
    }

    /** Ten seconds of them would be many, each with the token that was refused. */
    @ParameterizedTest
    @ValueSource(strings = {"refused", "lost", "lost before it was asked"})
    void nothingIsKeptOfASocketThatHasEnded(String how) throws Exception {
        SignalingSettings settings =
                SignalingSettings.OPEN.withEntrance(Entrance.quick(request -> check(request.token())));
        SignalingEndpoint signaling = TestRequests.endpoint(streamer, settings, workers);
        WeakReference<FakePeer> ended = endedSocket(signaling, how);

        for (int i = 0; i < 100 && ended.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(ended.get()).isNull();
        assertThat(signaling.workers()).isSameAs(workers); // signalling itself is still there
    }

    private WeakReference<FakePeer> endedSocket(SignalingEndpoint signaling, String how) {
        FakePeer client = new FakePeer();
        WebSocketSession session = signaling.open(TestRequests.webSocket("/ws/live"), client);
        if (!how.equals("lost before it was asked")) {
            workers.run();
        }
        if (how.equals("refused")) {
            send(session, auth("wrong"));
            assertThat(client.closedWith).isEqualTo(4401);
            session.onClose(4401);
        } else {
            session.onLost();
        }
        workers.run();
        return new WeakReference<>(client);
    }

    @Test
    void whoIsGoneIsNotAskedForAnyMore() throws Exception {
        AtomicInteger checks = new AtomicInteger();
        SignalingSettings settings = SignalingSettings.OPEN.withEntrance(Entrance.quick(request -> {
            checks.incrementAndGet();
            return AccessCheck.Verdict.unauthorized("Who is there?");
        }));
        SignalingContext context = SignalingContext.create(
                settings,
                SignalingLimits.DEFAULTS.withAuthentication(Duration.ofMillis(20)),
                streamer,
                Reports.none(),
                new Random(1),
                Runnable::run);
        SignalingEndpoint signaling = new SignalingEndpoint(context, () -> {});
        signaling.open(TestRequests.webSocket("/ws/live"), peer).onLost();
        FakePeer later = new FakePeer();
        signaling.open(TestRequests.webSocket("/ws/live"), later);
        for (int i = 0; i < 500 && later.closedWith == 0; i++) {
            Thread.sleep(10);
        }

        assertThat(later.closedWith).isEqualTo(4401);
        assertThat(checks).hasValue(1);
    }

    @Test
    void aTokenForAnotherChannelIsRefused() {
        send(open("/ws/live"), auth("other"));
        assertThat(peer.last()).contains("channel_not_allowed");
        assertThat(peer.closedWith).isEqualTo(4403);
    }

    @Test
    void aTokenForTheChannelThatTheProgramChoosesIsGood() {
        streamer.decision = Admission.watch("other");
        open("/ws/live?token=other");
        assertThat(peer.last()).contains("ice_servers");
    }

    @Test
    void aFurtherViewerIsAskedAgainWhoItIs() {
        WebSocketSession session = open("/ws/live?token=right");
        send(session, FakePeer.offer("one"));
        known.remove("right");
        send(session, FakePeer.offer("again, the same"));
        assertThat(peer.closedWith).isZero();

        send(session, FakePeer.offer("two"));
        assertThat(peer.closedWith).isEqualTo(4401);
        assertThat(streamer.viewers).hasSize(1);
    }
}
