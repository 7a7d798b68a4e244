package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhepTest {
    private static final String SDP = "application/sdp";
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String OFFER = "v=0\r\na=ice-ufrag:abcd\r\n";

    private static final String OLD_CREDENTIALS = "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789abcdefghijkl\r\n";
    private static final String RESTART = "a=ice-ufrag:newu\r\na=ice-pwd:abcdefghijkl0123456789\r\n";

    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersWithLocationEntityTagAndIceServers() throws Exception {
        HttpResponse<String> created = post("/whep");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).isEqualTo("answer 0\r\n");
        assertThat(header(created, "Content-Type")).isEqualTo(SDP);
        assertThat(header(created, "Location")).matches("whep/live/[0-9a-f]{32}");
        assertThat(header(created, "ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(header(created, "Accept-Patch")).isEqualTo(FRAGMENT);
        assertThat(header(created, "Vary")).isEqualTo("Origin");
        assertThat(header(created, "Access-Control-Expose-Headers")).contains("Location", "ETag", "Link");
        assertThat(created.headers().allValues("Link"))
                .containsExactly(
                        "<stun:stun.example.org:3478>; rel=\"ice-server\"",
                        "<turn:turn.example.org:3478?transport=udp>; rel=\"ice-server\"; username=\"user\";"
                                + " credential=\"pa\\\"ss\"; credential-type=\"password\"");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered over WHEP in live");
    }

    @Test
    void takesTheSessionFromThePath() throws Exception {
        assertThat(header(post("/whep/stage-1"), "Location")).startsWith("stage-1/");
        assertThat(server.streamer.nextEvent()).endsWith("in stage-1");
    }

    @Test
    void aSessionsNameMayBeAnyText() throws Exception {
        HttpResponse<String> created = post("/whep/%E6%88%BF%E9%97%B4");

        assertThat(header(created, "Location")).startsWith("%E6%88%BF%E9%97%B4/");
        assertThat(server.streamer.nextEvent()).endsWith("in 房间");
        assertThat(server.send("DELETE", location(created), "").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsWhoeverAsksThatTheProgramRemovedTheViewer() throws Exception {
        String removed = location(post("/whep"));
        String ended = location(post("/whep"));
        server.streamer.viewers.get(0).signals.onRemoved("paid until eight");
        server.streamer.viewers.get(1).signals.onClosed("consent expired");

        HttpResponse<String> response = server.get(removed);
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).contains("viewer_removed", "paid until eight");
        assertThat(server.get(ended).statusCode()).isEqualTo(404);
    }

    @Test
    void deleteEndsTheViewer() throws Exception {
        String location = location(post("/whep"));

        assertThat(server.send("DELETE", location, "").statusCode()).isEqualTo(200);
        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).startsWith("0 closed");
        assertThat(server.streamer.watching()).isZero();
        assertThat(server.send("DELETE", location, "").statusCode()).isEqualTo(404);
    }

    @Test
    void aViewerThatEndedByItselfIsGone() throws Exception {
        String location = location(post("/whep"));
        server.streamer.viewers.get(0).close("consent expired");

        assertThat(server.get(location).statusCode()).isEqualTo(404);
        assertThat(server.streamer.watching()).isZero();
    }

    @Test
    void tricklesByPatch() throws Exception {
        HttpResponse<String> created = post("/whep");
        String body = """
                a=ice-ufrag:abcd\r
                a=ice-pwd:0123456789abcdefghijkl\r
                m=video 9 UDP/TLS/RTP/SAVPF 0\r
                a=mid:1\r
                a=candidate:1 1 udp 1 host.local 9 typ host\r
                a=end-of-candidates\r
                """;
        HttpResponse<String> patched = patch(created, header(created, "ETag"), body);

        assertThat(patched.statusCode()).isEqualTo(204);
        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent())
                .isEqualTo("0 candidate candidate:1 1 udp 1 host.local 9 typ host mid 1");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 no more candidates");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"*\"", "\"some\", \"*\"", "the current"})
    void restartsIceAndNamesTheNewSession(String ifMatch) throws Exception {
        HttpResponse<String> created = post("/whep");
        String first = header(created, "ETag");

        HttpResponse<String> restarted = patch(created, ifMatch.equals("the current") ? first : ifMatch, RESTART);

        assertThat(restarted.statusCode()).isEqualTo(200);
        assertThat(header(restarted, "Content-Type")).isEqualTo(FRAGMENT);
        assertThat(restarted.body()).isEqualTo("a=ice-ufrag:serv\r\n");
        String second = header(restarted, "ETag");
        assertThat(second).matches("\"[0-9a-f]{32}\"").isNotEqualTo(first);
        assertThat(header(server.get(location(created)), "ETag")).isEqualTo(second);
        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 restarted by newu");
        assertThat(server.streamer.watching()).isEqualTo(1);
    }

    @Test
    void afterARestartTheTagAndTheCandidatesBeforeItAreStale() throws Exception {
        HttpResponse<String> created = post("/whep");
        HttpResponse<String> restarted = patch(created, "*", RESTART);
        String candidate = "a=candidate:1 1 udp 1 host.local 9 typ host\r\n";

        HttpResponse<String> stale = patch(created, header(created, "ETag"), "a=ice-ufrag:newu\r\n" + candidate);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(problem(stale).get("code").asText()).isEqualTo("if_match_failed");
        assertThat(patch(created, "*", OLD_CREDENTIALS + candidate).statusCode())
                .as("late, and no restart to the old credentials")
                .isEqualTo(204);
        assertThat(patch(created, header(restarted, "ETag"), "a=ice-ufrag:newu\r\n" + candidate)
                        .statusCode())
                .isEqualTo(204);

        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 restarted by newu");
        assertThat(server.streamer.nextEvent()).startsWith("0 candidate");
        assertThat(server.streamer.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"other\"', 412, if_match_failed, ''",
        "'*', 400, bad_fragment, 'no trickle-ice-sdpfrag'",
        "'*', 400, bad_fragment, 'a=candidate:1 1 udp'",
        "'*', 400, bad_fragment, ''"
    })
    void refusesWithTheReason(String ifMatch, int status, String code, String body) throws Exception {
        HttpResponse<String> refused = patch(post("/whep"), ifMatch, body);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(problem(refused).get("code").asText()).isEqualTo(code);
        assertThat(problem(refused).get("detail").asText()).isNotBlank();
        assertThat(server.streamer.watching()).isEqualTo(1);
        server.streamer.nextEvent();
        assertThat(server.streamer.events).isEmpty();
    }

    @Test
    void requiresIfMatchAndTheFragmentType() throws Exception {
        String location = location(post("/whep"));

        assertThat(server.send("PATCH", location, "", "Content-Type", FRAGMENT).statusCode())
                .isEqualTo(428);
        assertThat(server.send("PATCH", location, "", "Content-Type", SDP).statusCode())
                .isEqualTo(415);
    }

    @Test
    void refusesAnotherMediaType() throws Exception {
        HttpResponse<String> refused = server.send("POST", "/whep", OFFER, "Content-Type", "application/json");

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem(refused).get("offending").asText()).isEqualTo("application/json");
        assertThat(header(refused, "Vary")).isEqualTo("Origin");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_SDP,400,not_sdp",
        "NO_COMMON_CODEC,422,no_common_codec",
        "TOO_LARGE,413,offer_too_large",
        "TOO_MANY_VIEWERS,503,too_many_viewers",
        "NO_ENCODER_FREE,503,no_encoder_free"
    })
    void saysWhyAnOfferIsRejected(String code, int status, String wire) throws Exception {
        HttpResponse<String> refused = server.send("POST", "/whep", "reject " + code, "Content-Type", SDP);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(problem(refused).get("code").asText()).isEqualTo(wire);
        assertThat(problem(refused).get("detail").asText()).isEqualTo("rejected for the test");
        assertThat(problem(refused).get("offending").asText()).isEqualTo("the line");
        assertThat(refused.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        HttpResponse<String> offer = server.send("POST", "/whep", "x".repeat(1_000_000), "Content-Type", SDP);
        HttpResponse<String> body = server.send("POST", "/whep", "x".repeat(3 << 20), "Content-Type", SDP);

        assertThat(offer.statusCode()).isEqualTo(413);
        assertThat(problem(offer).get("code").asText()).isEqualTo("offer_too_large");
        assertThat(body.statusCode()).isEqualTo(413);
        assertThat(problem(body).get("code").asText()).isEqualTo("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "error"})
    void doesNotShowAnUnexpectedFailure(String offer) throws Exception {
        HttpResponse<String> failed = server.send("POST", "/whep", offer, "Content-Type", SDP);

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).contains("internal_error").doesNotContain("must show");
        assertThat(server.streamer.watching()).isZero();
    }

    @Test
    void optionsServesAPreflight() throws Exception {
        HttpResponse<String> options =
                server.send("OPTIONS", "/whep", "", "Origin", "http://127.0.0.1:" + server.port());

        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(header(options, "Accept-Post")).isEqualTo(SDP);
        assertThat(header(options, "Access-Control-Allow-Methods")).contains("POST", "PATCH", "DELETE");
        assertThat(header(options, "Access-Control-Allow-Headers")).contains("Authorization", "If-Match");
        assertThat(options.headers().allValues("Link")).hasSize(2);
    }

    @Test
    void getAndHeadHaveNoContent() throws Exception {
        for (String path : new String[] {"/whep", location(post("/whep"))}) {
            for (String method : new String[] {"GET", "HEAD"}) {
                HttpResponse<String> response = server.send(method, path, "");
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEmpty();
                assertThat(header(response, "Content-Type")).isEqualTo(SDP);
            }
        }
    }

    @Test
    void refusesOtherMethodsAndNames() throws Exception {
        HttpResponse<String> put = server.send("PUT", "/whep", OFFER, "Content-Type", SDP);
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(header(put, "Allow")).contains("POST");
        assertThat(server.get("/whep/a%0Ab").statusCode()).isEqualTo(404);
        assertThat(server.get("/whep/live/ffff").statusCode()).isEqualTo(404);
        assertThat(server.get("/whep/live/ffff/x").statusCode()).isEqualTo(404);
    }

    @Test
    void requiresTheTokenEverywhereButInOptions() throws Exception {
        server.close();
        server = new TestServer(Optional.of("secret"), SignalingLimits.DEFAULTS);

        HttpResponse<String> refused = post("/whep");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer");
        HttpResponse<String> options = server.send("OPTIONS", "/whep", "");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().allValues("Link")).isEmpty();
        assertThat(server.send("POST", "/whep", OFFER, "Content-Type", SDP, "Authorization", "Bearer secret")
                        .statusCode())
                .isEqualTo(201);
    }

    /** The path of the viewer's URL, which is relative to the request's. */
    private static String location(HttpResponse<?> created) {
        return created.uri().resolve(header(created, "Location")).getRawPath();
    }

    private HttpResponse<String> post(String path) throws Exception {
        return server.send("POST", path, OFFER, "Content-Type", "Application/SDP; charset=utf-8");
    }

    private HttpResponse<String> patch(HttpResponse<String> created, String ifMatch, String body) throws Exception {
        return server.send("PATCH", location(created), body, "Content-Type", FRAGMENT, "If-Match", ifMatch);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static JsonNode problem(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
