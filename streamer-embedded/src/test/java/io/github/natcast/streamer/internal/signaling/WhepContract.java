package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WHEP and the other paths do on any server that carries signalling, over TCP. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // the server opens before each test
public abstract class WhepContract {
    private static final String SDP = "application/sdp";
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String OFFER = "v=0\r\na=ice-ufrag:abcd\r\n";
    private static final String CANDIDATE = """
            a=ice-ufrag:abcd\r
            a=ice-pwd:0123456789abcdefghijkl\r
            m=video 9 UDP/TLS/RTP/SAVPF 0\r
            a=mid:1\r
            a=candidate:1 1 udp 1 host.local 9 typ host\r
            a=end-of-candidates\r
            """;
    private static final String RESTART = "a=ice-ufrag:newu\r\na=ice-pwd:abcdefghijkl0123456789\r\n";

    private final Carrier.Opener opener;
    private CarriedServer server;

    protected WhepContract(Carrier.Opener opener) {
        this.opener = opener;
    }

    @BeforeEach
    void open() throws Exception {
        server = new CarriedServer(opener, Optional.empty(), SignalingLimits.DEFAULTS);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersAnOffer() throws Exception {
        HttpResponse<String> created = post("/whep/stage-1");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).isEqualTo("answer 0\r\n");
        assertThat(header(created, "Content-Type")).isEqualTo(SDP);
        assertThat(header(created, "ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(header(created, "Accept-Patch")).isEqualTo(FRAGMENT);
        assertThat(header(created, "Vary")).isEqualTo("Origin");
        assertThat(created.headers().allValues("Link"))
                .containsExactly(
                        "<stun:stun.example.org:3478>; rel=\"ice-server\"",
                        "<turn:turn.example.org:3478?transport=udp>; rel=\"ice-server\"; username=\"user\";"
                                + " credential=\"pa\\\"ss\"; credential-type=\"password\"");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered over WHEP in stage-1");
        assertThat(server.streamer.viewers.get(0).origin.path()).isEqualTo("/whep/stage-1");
        assertThat(server.streamer
                        .viewers
                        .get(0)
                        .origin
                        .remoteAddress()
                        .getAddress()
                        .isLoopbackAddress())
                .isTrue();
        assertThat(server.streamer.viewers.get(0).origin.remoteAddress().getPort())
                .isPositive();
    }

    @Test
    void saysWhenTheAnswerWasWritten() throws Exception {
        post("/whep");
        post("/whep");

        assertThat(server.streamer.answersSent).contains(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/whep", "/whep/live", "/whep/%E6%88%BF%E9%97%B4"})
    void theLocationWorksBehindAPrefix(String path) throws Exception {
        HttpResponse<String> created = post(path);
        URI viewer = location(created);

        assertThat(viewer.getPath()).startsWith(server.carrier.mount() + "/whep/");
        assertThat(server.send("GET", viewer, "").statusCode()).isEqualTo(200);
        assertThat(server.send("DELETE", viewer, "").statusCode()).isEqualTo(200);
        assertThat(server.streamer.watching()).isZero();
        assertThat(server.send("DELETE", viewer, "").statusCode()).isEqualTo(404);
    }

    @Test
    void namesAreTextAndQueryAndHeadersArePassedOn() throws Exception {
        server.send("POST", "/whep/%E6%88%BF%20%E9%97%B4?seat=7%2B1", OFFER, "Content-Type", SDP, "X-Guest", "Ana");

        assertThat(server.streamer.nextEvent()).endsWith("in 房 间");
        assertThat(server.streamer.viewers.get(0).origin.parameter("seat")).contains("7+1");
        assertThat(server.streamer.viewers.get(0).origin.header("x-guest")).contains("Ana");
    }

    @Test
    void tricklesByPatch() throws Exception {
        HttpResponse<String> created = post("/whep");
        HttpResponse<String> patched = patch(created, header(created, "ETag"), CANDIDATE);

        assertThat(patched.statusCode()).isEqualTo(204);
        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent())
                .isEqualTo("0 candidate candidate:1 1 udp 1 host.local 9 typ host mid 1");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 no more candidates");
    }

    @Test
    void restartsIce() throws Exception {
        HttpResponse<String> created = post("/whep");
        HttpResponse<String> restarted = patch(created, "*", RESTART);

        assertThat(restarted.statusCode()).isEqualTo(200);
        assertThat(header(restarted, "Content-Type")).isEqualTo(FRAGMENT);
        assertThat(restarted.body()).isEqualTo("a=ice-ufrag:serv\r\n");
        assertThat(header(restarted, "ETag")).isNotEqualTo(header(created, "ETag"));
        assertThat(patch(created, header(created, "ETag"), CANDIDATE).statusCode())
                .isEqualTo(412);
        assertThat(server.send("PATCH", location(created), RESTART, "Content-Type", FRAGMENT)
                        .statusCode())
                .isEqualTo(428);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /whep, application/json, 415, unsupported_media_type",
        "PUT, /whep, application/sdp, 405, method_not_allowed",
        "POST, /whep/LONG, application/sdp, 404, bad_session_name",
        "DELETE, /whep/live/ffff, application/sdp, 404, no_such_viewer",
        "PATCH, /whep/live/ffff, application/trickle-ice-sdpfrag, 404, no_such_viewer"
    })
    void refusesWithTheReason(String method, String path, String type, int status, String code) throws Exception {
        String longest = path.replace("LONG", "x".repeat(129));
        HttpResponse<String> refused = server.send(method, longest, OFFER, "Content-Type", type);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem(refused).get("code").asText()).isEqualTo(code);
        assertThat(refused.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
        assertThat(server.streamer.viewers).isEmpty();
    }

    @Test
    void refusesAnOfferThatIsTooLong() throws Exception {
        HttpResponse<String> refused = server.send("POST", "/whep", "x".repeat(1_000_000), "Content-Type", SDP);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(problem(refused).get("code").asText()).isEqualTo("offer_too_large");
    }

    /** A server may have refused it before it came to signalling, then without our words. */
    @Test
    void refusesABodyThatIsTooLong() throws Exception {
        HttpResponse<String> refused = server.send("POST", "/whep", "x".repeat(3 << 20), "Content-Type", SDP);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body())
                .satisfiesAnyOf(
                        body -> assertThat(body).isEmpty(),
                        body -> assertThat(body).contains("body_too_large"));
        assertThat(post("/whep").statusCode()).as("the next one").isEqualTo(201);
    }

    @Test
    void optionsServesAPreflightWithTheIceServers() throws Exception {
        HttpResponse<String> options = server.send("OPTIONS", "/whep", "", "Origin", origin());

        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(header(options, "Accept-Post")).isEqualTo(SDP);
        assertThat(header(options, "Access-Control-Allow-Methods")).contains("POST", "PATCH", "DELETE");
        assertThat(options.headers().allValues("Link")).hasSize(2);
    }

    /** Whatever server carries signalling: the browser has said where the page is from. */
    @Test
    void pagesOfOtherSitesAreRefused() throws Exception {
        HttpResponse<String> refused =
                server.send("POST", "/whep", "v=0", "Content-Type", SDP, "Origin", "https://evil.example");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("origin_not_allowed");
        assertThat(refused.headers().map()).doesNotContainKeys("link", "access-control-allow-origin");
        HttpResponse<String> own = server.send("POST", "/whep", "v=0", "Content-Type", SDP, "Origin", origin());
        assertThat(own.statusCode()).isEqualTo(201);
        assertThat(header(own, "Access-Control-Allow-Origin")).isEqualTo(origin());
    }

    private String origin() {
        return "http://" + server.uri("/").getAuthority();
    }

    @Test
    void requiresTheToken() throws Exception {
        server.close();
        server = new CarriedServer(opener, Optional.of("secret"), SignalingLimits.DEFAULTS);

        HttpResponse<String> refused = post("/whep");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(server.send("OPTIONS", "/whep", "").headers().allValues("Link"))
                .isEmpty();
        assertThat(post("/whep?token=secret").statusCode()).isEqualTo(201);
        assertThat(server.send("POST", "/whep", OFFER, "Content-Type", SDP, "Authorization", "Bearer secret")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void servesThePageAndWhatOperatorsAsk() throws Exception {
        HttpResponse<String> page = server.send("GET", "/", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("page.js");
        HttpResponse<String> head = server.send("HEAD", "/", "");
        assertThat(header(head, "Content-Length"))
                .isEqualTo(String.valueOf(page.body().getBytes(StandardCharsets.UTF_8).length));
        assertThat(server.send("GET", "/page.js", "", "If-None-Match", "*").statusCode())
                .isEqualTo(304);
        assertThat(server.send("GET", "/healthz", "").body()).contains("\"viewers\":0");
        assertThat(server.send("GET", "/metrics", "").body()).isEqualTo("natcast_viewers 0\n");
        assertThat(server.send("GET", "/nothing", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void probesAreAnsweredYesOrNo(String path) throws Exception {
        HttpResponse<String> yes = server.send("GET", path, "");
        assertThat(yes.statusCode()).isEqualTo(200);
        assertThat(yes.body()).isEqualTo("{\"status\":\"ok\"}");
        server.live = !path.equals("/livez");
        server.ready = !path.equals("/readyz");
        HttpResponse<String> no = server.send("GET", path, "");
        assertThat(no.statusCode()).isEqualTo(503);
        assertThat(no.body()).isEqualTo("{\"status\":\"failing\"}");
        assertThat(header(no, "Cache-Control")).isEqualTo("no-store");
        HttpResponse<String> head = server.send("HEAD", path, "");
        assertThat(head.statusCode()).isEqualTo(503);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length"))
                .isEqualTo(String.valueOf(no.body().length()));
        String other = path.equals("/livez") ? "/readyz" : "/livez";
        assertThat(server.send("GET", other, "").statusCode()).isEqualTo(200);
        HttpResponse<String> posted = server.send("POST", path, "");
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(header(posted, "Allow")).contains("GET").contains("HEAD");
    }

    @Test
    void aMountPointWithoutItsSlashLeadsToThePage() throws Exception {
        if (!server.carrier.mount().isEmpty()) {
            HttpResponse<String> moved = server.send("GET", "?session=a", "");

            assertThat(moved.statusCode()).isEqualTo(308);
            assertThat(location(moved)).isEqualTo(server.uri("/?session=a"));
        }
    }

    @Test
    void afterTheStreamersEndOffersAreRefused() throws Exception {
        post("/whep");
        server.endSignaling();

        assertThat(post("/whep").statusCode()).isEqualTo(503);
        assertThat(server.streamer.watching()).isZero();
    }

    private HttpResponse<String> post(String path) throws Exception {
        return server.send("POST", path, OFFER, "Content-Type", "Application/SDP; charset=utf-8");
    }

    private HttpResponse<String> patch(HttpResponse<String> created, String ifMatch, String body) throws Exception {
        return server.send("PATCH", location(created), body, "Content-Type", FRAGMENT, "If-Match", ifMatch);
    }

    private static URI location(HttpResponse<?> response) {
        return response.uri().resolve(header(response, "Location"));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static JsonNode problem(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
