package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.github.natcast.streamer.signaling.WebSocketSession;
import io.github.natcast.topology.IceServer;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the program is asked who may watch, and what a client hears that may not. */
class AdmissionTest {
    private final FakeStreamer streamer = new FakeStreamer();
    private final SignalingEndpoint signaling = TestRequests.endpoint(streamer);
    private final FakePeer peer = new FakePeer();

    @Test
    void aWebSocketIsAskedAboutWhenItOpensAndForEachFurtherViewer() {
        WebSocketSession session = signaling.open(TestRequests.webSocket("/ws/room?key=1"), peer);
        assertThat(streamer.asked).hasSize(1);
        assertThat(streamer.asked.get(0).session()).isEqualTo("room");
        assertThat(streamer.asked.get(0).parameter("key")).contains("1");
        assertThat(peer.last()).contains("ice_servers");

        session.onText(FakePeer.offer("v=0"));
        assertThat(streamer.viewers).hasSize(1);
        assertThat(streamer.asked).as("the decision serves the first offer").hasSize(1);

        session.onText(FakePeer.offer("again"));
        assertThat(streamer.asked).as("a restart is no further viewer").hasSize(1);

        session.onText(FakePeer.offer("v=0 another"));
        assertThat(streamer.viewers).hasSize(2);
        assertThat(streamer.asked).hasSize(2);
    }

    @Test
    void aViewerMayHaveIceServersOfItsOwn() {
        streamer.decision = Admission.watch("live")
                .withIceServers(List.of(IceServer.turn("turn:near.example.org", "guest", "secret")));
        signaling.open(TestRequests.webSocket("/ws/room"), peer);
        assertThat(peer.last()).contains("near.example.org", "guest");

        SignalingReply created = signaling.answer(TestRequests.post("/whep/room", "v=0"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers().getOrDefault("Link", List.of()))
                .singleElement(STRING)
                .contains("near.example.org", "guest");
        assertThatThrownBy(() -> Admission.watch("live").withIceServers(List.of(IceServer.stun("stuns:x.example.org"))))
                .hasMessageContaining("stuns:x.example.org");
        assertThatThrownBy(() -> Admission.watch("live").withIceServers(List.of(IceServer.stun("turn:x.example.org"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"403,4403,false", "404,4404,false", "503,4503,true"})
    void aRefusedWebSocketHearsWhyAndNoIceServers(int status, int closeCode, boolean retry) throws Exception {
        streamer.decision = Admission.refuse(status, "not_invited", "Only guests watch.");
        WebSocketSession session = signaling.open(TestRequests.webSocket("/ws/room"), peer);

        assertThat(peer.sent).hasSize(1);
        JsonNode error = new ObjectMapper().readTree(peer.last());
        assertThat(error.get("code").asText()).isEqualTo("not_invited");
        assertThat(error.get("message").asText()).isEqualTo("Only guests watch.");
        assertThat(error.get("retry").asBoolean()).isEqualTo(retry);
        assertThat(peer.closedWith).isEqualTo(closeCode);

        session.onText(FakePeer.offer("v=0"));
        assertThat(streamer.viewers).isEmpty();
        assertThat(peer.sent).hasSize(1);
    }

    @Test
    void anOfferThatWaitsForTheDecisionIsDroppedWhenThatIsARefusal() {
        SteppedWorkers workers = new SteppedWorkers();
        SignalingEndpoint slow = TestRequests.endpoint(streamer, SignalingSettings.OPEN, workers);
        streamer.decision = Admission.refuse(403, "not_invited", "Only guests watch.");
        slow.open(TestRequests.webSocket("/ws/room"), peer).onText(FakePeer.offer("v=0"));
        workers.run();

        assertThat(peer.closedWith).isEqualTo(4403);
        assertThat(streamer.asked).hasSize(1);
        assertThat(streamer.viewers).isEmpty();
    }

    @Test
    void aFurtherViewerThatIsRefusedEndsTheSocket() {
        WebSocketSession session = signaling.open(TestRequests.webSocket("/ws/room"), peer);
        session.onText(FakePeer.offer("v=0"));
        streamer.decision = Admission.refuse(403, "expired", "Your ticket has expired.");
        session.onText(FakePeer.offer("v=0 another"));

        assertThat(peer.closedWith).isEqualTo(4403);
        assertThat(streamer.watching()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"404,false", "503,true"})
    void aRefusedPostOpensNothing(int status, boolean retry) throws Exception {
        streamer.decision = Admission.refuse(status, "no_such_avatar", "There is none.");
        SignalingReply reply = signaling.answer(TestRequests.post("/whep/room", "v=0"));

        assertThat(reply.status()).isEqualTo(status);
        JsonNode problem = new ObjectMapper().readTree(reply.body());
        assertThat(problem.get("code").asText()).isEqualTo("no_such_avatar");
        assertThat(problem.get("retry").asBoolean()).isEqualTo(retry);
        assertThat(reply.headers().containsKey("Retry-After")).isEqualTo(retry);
        assertThat(reply.headers()).doesNotContainKey("Link");
        assertThat(streamer.viewers).isEmpty();
    }

    @Test
    void optionsTellIceServersOnlyWhereEverybodyMayWatch() {
        assertThat(options().headers()).containsKey("Link");
        streamer.admitsEveryone = false;
        assertThat(options().headers()).doesNotContainKey("Link");
        assertThat(streamer.asked).isEmpty();
    }

    private SignalingReply options() {
        return signaling.answer(TestRequests.request("OPTIONS", "/whep/room", Map.of(), ""));
    }

    @Test
    void theProgramSeesWhatTheServerKnows() {
        Principal anna = () -> "anna";
        signaling.answer(new SignalingRequest(
                "POST",
                "/whep/r%C3%B6m",
                "token=s&a=1&a=2+%2B",
                Map.of("Content-Type", List.of(WhepEndpoint.SDP)),
                new InetSocketAddress("192.0.2.1", 9),
                Optional.of(anna),
                new byte[0]));

        ViewerRequest request = streamer.asked.get(0);
        assertThat(request.session()).isEqualTo("röm");
        assertThat(request.path()).isEqualTo("/whep/röm");
        assertThat(request.query()).containsEntry("a", List.of("1", "2 +"));
        assertThat(request.token()).contains("s");
        assertThat(request.user()).isEqualTo(Optional.of(anna));
        assertThat(request.header("content-TYPE")).contains("application/sdp");
    }
}
