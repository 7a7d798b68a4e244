package io.github.natcast.streamer.whep;

import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media server that pulls by WHEP, with the habits of MediaMTX's source: it asks OPTIONS first, trickles where PATCH
 * is announced, and gives up at any status, header or section that it does not expect. Confined to one thread.
 */
final class StrictPuller implements AutoCloseable {
    private static final Pattern ICE_SERVER = Pattern.compile("<[^>]+>; rel=\"ice-server\""
            + "(; username=\"[^\"]+\"; credential=\"[^\"]*\"; credential-type=\"password\")?");

    private final HttpClient http;
    private final Optional<String> token;
    private final URI resource;
    private final String answer;
    private final TinyIceClient ice;
    private final TinyViewer viewer;

    private StrictPuller(
            HttpClient http,
            Optional<String> token,
            URI resource,
            String answer,
            TinyIceClient ice,
            TinyViewer viewer) {
        this.http = http;
        this.token = token;
        this.resource = resource;
        this.answer = answer;
        this.ice = ice;
        this.viewer = viewer;
    }

    /** Returns once DTLS is done; an exception says what it did not take. */
    static StrictPuller pull(HttpClient http, URI endpoint, Optional<String> token, DtlsIdentity identity)
            throws Exception {
        boolean trickles = announcesPatch(http, endpoint, token);
        HttpResponse<String> created = send(
                http,
                token,
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/sdp")
                        .POST(BodyPublishers.ofString(
                                PullOffer.sdp(identity.fingerprint().toString()))));
        require("POST", created, 201);
        require("Content-Type of 201", header(created, "Content-Type").equals("application/sdp"));
        require("ETag of 201", !trickles || !header(created, "ETag").isEmpty());
        require("Location of 201", !header(created, "Location").isEmpty());
        URI resource = endpoint.resolve(header(created, "Location"));
        String answer = created.body();
        requireSections(answer);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetSocketAddress server = new InetSocketAddress(
                loopback, Integer.parseInt(find(answer, "a=candidate:\\S+ 1 udp \\d+ \\S+ (\\d+) typ host")));
        IceCredentials remote =
                new IceCredentials(find(answer, "a=ice-ufrag:(\\S+)"), find(answer, "a=ice-pwd:(\\S+)"));
        TinyIceClient ice = new TinyIceClient(loopback, server, remote);
        TinyViewer viewer = new TinyViewer(ice, identity, Fingerprint.parse(find(answer, "a=fingerprint:(\\S+ \\S+)")));
        StrictPuller puller = new StrictPuller(http, token, resource, answer, ice, viewer);
        if (trickles) {
            puller.trickle(header(created, "ETag"));
        }
        viewer.join();
        return puller;
    }

    private static boolean announcesPatch(HttpClient http, URI endpoint, Optional<String> token) throws Exception {
        HttpResponse<String> options =
                send(http, token, HttpRequest.newBuilder(endpoint).method("OPTIONS", BodyPublishers.noBody()));
        require("OPTIONS", options, 200, 204);
        List<String> links = options.headers().allValues("Link");
        require(
                "Link of OPTIONS",
                links.stream().allMatch(link -> ICE_SERVER.matcher(link).matches()));
        return Arrays.stream(header(options, "Access-Control-Allow-Methods").split(","))
                .map(String::strip)
                .anyMatch("PATCH"::equals);
    }

    private void trickle(String entityTag) throws Exception {
        String candidate =
                "2878742611 1 udp 2130706431 127.0.0.1 " + ice.address().getPort() + " typ host";
        HttpResponse<String> patched = send(
                http,
                token,
                HttpRequest.newBuilder(resource)
                        .header("Content-Type", "application/trickle-ice-sdpfrag")
                        .header("If-Match", entityTag)
                        .method("PATCH", BodyPublishers.ofString(PullOffer.fragment(candidate))));
        require("PATCH", patched, 204);
    }

    /**
     * At most one of each kind, and nothing else: others cannot be passed on. Each format is described, as Pion asks.
     */
    private static void requireSections(String answer) throws IOException {
        Set<String> kinds = new HashSet<>();
        for (String section : answer.split("(?m)^(?=m=)", -1)) {
            if (!section.startsWith("m=")) {
                continue;
            }
            List<String> media =
                    List.of(section.lines().findFirst().orElseThrow().split(" "));
            String kind = media.get(0).substring("m=".length());
            require("second section of " + kind, kinds.add(kind));
            for (String format : media.subList(3, media.size())) {
                require(kind + " with format " + format, section.contains("a=rtpmap:" + format + " "));
            }
        }
        require(
                "sections " + kinds,
                !kinds.isEmpty() && Set.of("video", "audio").containsAll(kinds));
    }

    private static HttpResponse<String> send(HttpClient http, Optional<String> token, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void require(String what, HttpResponse<String> response, int... statuses) throws IOException {
        boolean expected = Arrays.stream(statuses).anyMatch(each -> each == response.statusCode());
        require("status of " + what + ": " + response.statusCode(), expected);
    }

    private static void require(String what, boolean expected) throws IOException {
        if (!expected) {
            throw new IOException("not as expected: " + what);
        }
    }

    private static String find(String text, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        require("answer without " + pattern, matcher.find());
        return matcher.group(1);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    URI resource() {
        return resource;
    }

    String answer() {
        return answer;
    }

    TinyViewer packets() {
        return viewer;
    }

    /** As MediaMTX ends: DELETE must get 200, no other success. */
    void leave() throws Exception {
        require("DELETE", send(http, token, HttpRequest.newBuilder(resource).DELETE()), 200);
    }

    @Override
    public void close() throws IOException {
        viewer.close();
    }
}
