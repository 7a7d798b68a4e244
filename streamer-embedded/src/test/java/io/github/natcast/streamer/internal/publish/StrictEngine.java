package io.github.natcast.streamer.internal.publish;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A WHIP server with one engine's habits, which notes everything that it should not have been asked. It is a function
 * here; {@link ServedEngine} puts it behind a socket. Confined to the test's thread, or to the server's one.
 */
class StrictEngine implements HttpExchange {
    static final URI BASE = URI.create("https://engine.example.org");

    final Engine.Habits habits;
    final URI endpoint;
    final List<WhipRequest> requests = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final Set<String> sessions = new HashSet<>();
    /** Instead of what it would answer, as long as there are some. */
    final List<WhipResponse> instead = new ArrayList<>();

    /** Nobody listens. */
    boolean down;
    /** Nobody answers. */
    boolean blackOut;

    /** Somebody publishes the stream. */
    boolean busy;

    int restarts;

    /** Where the last offer had its first credentials. */
    private boolean offeredInSection;

    StrictEngine(Engine engine) {
        this(engine, BASE);
    }

    StrictEngine(Engine engine, URI base) {
        this.habits = engine.habits;
        this.endpoint = base.resolve(habits.target);
    }

    /** The last request of a method. */
    Optional<WhipRequest> last(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .reduce((first, second) -> second);
    }

    long count(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .count();
    }

    /** It has restarted, and knows nothing any more. */
    void forget() {
        sessions.clear();
    }

    @Override
    public CompletionStage<WhipResponse> send(WhipRequest request) {
        requests.add(request);
        if (down) {
            return CompletableFuture.failedStage(new ConnectException("refused"));
        }
        if (blackOut) {
            return CompletableFuture.failedStage(new IOException("no route"));
        }
        boolean options = request.method().equals("OPTIONS");
        if (habits.restart == Engine.Restart.CLOSED && (busy || request.method().equals("PATCH"))) {
            return CompletableFuture.failedStage(
                    new IOException("HTTP/1.1 header parser received no bytes", new EOFException()));
        }
        return CompletableFuture.completedStage(instead.isEmpty() || options ? answer(request) : instead.remove(0));
    }

    static WhipResponse response(WhipRequest request, int status, Map<String, List<String>> headers, String body) {
        return new WhipResponse(request.target(), status, headers, body);
    }

    WhipResponse status(WhipRequest request, int status) {
        return response(request, status, Map.of(), "status " + status);
    }

    private WhipResponse answer(WhipRequest request) {
        int refused = refused(request);
        if (refused != 0) {
            return status(request, refused);
        }
        return switch (request.method()) {
            case "OPTIONS" ->
                habits.linksInOptions ? response(request, 204, Map.of("link", habits.links), "") : status(request, 404);
            case "POST" -> post(request);
            case "PATCH" -> patch(request);
            case "DELETE" -> delete(request);
            default -> violation(request, 405, "unknown method " + request.method());
        };
    }

    private int refused(WhipRequest request) {
        Optional<String> given = Optional.ofNullable(request.headers().get("Authorization"));
        if (habits.token.isEmpty()
                || (habits.deletesWithoutToken && request.method().equals("DELETE"))) {
            return 0;
        }
        if (given.isEmpty()) {
            return habits.missingToken;
        }
        return given.get().equals("Bearer " + habits.token.get()) ? 0 : habits.wrongToken;
    }

    private WhipResponse post(WhipRequest request) {
        URI moved = endpoint.resolve("/moved" + endpoint.getRawPath());
        if (habits.redirects != 0 && !request.target().equals(moved)) {
            require(request.target().equals(endpoint), "POST to " + request.target());
            return response(request, habits.redirects, Map.of("Location", List.of(moved.getRawPath())), "");
        }
        require(habits.redirects != 0 || request.target().equals(endpoint), "POST to " + request.target());
        if (!"application/sdp".equals(request.headers().get("Content-Type"))) {
            return violation(request, 400, "no application/sdp");
        }
        String offer = request.body().orElse("");
        checkOffer(offer);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("content-type", List.of("application/sdp"));
        habits.location.ifPresent(location -> {
            headers.put("location", List.of(location));
            sessions.add(request.target().resolve(location).toString());
        });
        headers.putAll(tags(habits.tag));
        if (!habits.links.isEmpty()) {
            headers.put("link", habits.links);
        }
        return response(request, 201, headers, EngineAnswer.to(offer, habits));
    }

    private void checkOffer(String offer) {
        SessionDescription description = SessionDescription.parse(offer);
        require(offer.startsWith("v=0\r\n"), "no SDP");
        require(description.attributes("group").contains("BUNDLE 0 1"), "no BUNDLE");
        Set<String> streams = new HashSet<>();
        for (MediaSection section : description.mediaSections()) {
            require(section.hasAttribute("sendonly"), "not sendonly");
            require(section.hasAttribute("rtcp-mux"), "no rtcp-mux");
            require(section.port() != 0, "port 0");
            require(section.attribute("setup").equals(Optional.of("actpass")), "not actpass");
            section.attribute("msid").ifPresent(msid -> streams.add(msid.substring(0, msid.indexOf(' '))));
        }
        require(streams.size() == 1, "not one msid");
        MediaSection video = description.mediaSections().get(0);
        require(video.hasAttribute("end-of-candidates"), "not complete without PATCH");
        require(!video.attributes("candidate").isEmpty(), "no candidates");
        offeredInSection = !isOfSession(offer);
        checkOpus(description.mediaSections().get(1));
    }

    /** RFC 7587 §6.1, §7. */
    private void checkOpus(MediaSection audio) {
        String type = audio.formats().get(0);
        String parameter = "(minptime=(3|5|10|20|40|60)|(useinbandfec|usedtx|stereo|sprop-stereo)=[01])";
        require(audio.attributes("rtpmap").equals(List.of(type + " opus/48000/2")), "not opus/48000/2");
        require(
                audio.attribute("fmtp").orElse("").matches(type + " " + parameter + "(;" + parameter + ")*"),
                "parameters that Opus does not have");
    }

    /** Whether the first credentials stand before all sections. */
    private static boolean isOfSession(String sdp) {
        int section = sdp.indexOf("m=");
        return sdp.contains("a=ice-ufrag:") && sdp.indexOf("a=ice-ufrag:") < section;
    }

    private WhipResponse patch(WhipRequest request) {
        if (!isSession(request)) {
            return status(request, 404);
        }
        require("application/trickle-ice-sdpfrag".equals(request.headers().get("Content-Type")), "no sdpfrag");
        String match = request.headers().getOrDefault("If-Match", "");
        int status = switch (habits.restart) {
            case ANSWERED -> 200;
            case EITHER_ASTERISK -> match.equals("*") || match.equals("\"*\"") ? 200 : 412;
            case BARE_ASTERISK -> match.equals("*") ? 200 : match.isEmpty() ? 428 : 500;
            case WITH_TAG -> match.equals(habits.tag.orElseThrow()) ? 200 : 412;
            case CLOSED -> throw new IllegalStateException("it is not answered");
            case BAD_400 -> 400;
            case NOT_ALLOWED_405 -> 405;
            case PRECONDITION_428 -> 428;
            case UNPROCESSABLE_422 -> 422;
            case NOT_IMPLEMENTED_501 -> 501;
        };
        if (status != 200) {
            return status(request, status);
        }
        String offered = request.body().orElse("");
        require(offeredInSection != isOfSession(offered), "credentials at another level than the offer's");
        require(offered.endsWith("\r\n"), "the fragment's last line does not end");
        restarts++;
        String fragment = "a=ice-options:trickle\r\na=ice-lite\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\n"
                + "a=ice-ufrag:anew" + restarts + "\r\na=ice-pwd:anewanewanewanewanewanew\r\n"
                + "a=candidate:1 1 udp 2130706431 203.0.113.77 8190 typ host\r\na=end-of-candidates\r\n";
        return response(request, 200, tags(habits.tagAfterRestart), fragment);
    }

    private static Map<String, List<String>> tags(Optional<String> tag) {
        return tag.map(value -> Map.of("etag", List.of(value))).orElse(Map.of());
    }

    private WhipResponse delete(WhipRequest request) {
        if (!isSession(request)) {
            return status(request, habits.deletesAgain);
        }
        sessions.remove(request.target().toString());
        return response(request, habits.deletes, Map.of(), "");
    }

    private boolean isSession(WhipRequest request) {
        return sessions.contains(request.target().toString());
    }

    private WhipResponse violation(WhipRequest request, int status, String what) {
        violations.add(what);
        return status(request, status);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            violations.add(what);
        }
    }
}
