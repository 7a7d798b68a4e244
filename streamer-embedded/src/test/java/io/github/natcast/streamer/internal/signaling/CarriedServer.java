package io.github.natcast.streamer.internal.signaling;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** Signalling before a fake streamer, on any server, and a client for it; its paths are below the mount point. */
final class CarriedServer implements AutoCloseable {
    final FakeStreamer streamer = new FakeStreamer();
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final Carrier carrier;
    volatile boolean live = true;
    volatile boolean ready = true;
    private final SignalingEndpoint signaling;

    CarriedServer(Carrier.Opener opener, Optional<String> token, SignalingLimits limits) throws Exception {
        Reports reports = new Reports(
                () -> new Health(true, live, ready, Map.of("viewers", streamer.viewers.size())),
                () -> "natcast_viewers " + streamer.viewers.size() + "\n",
                streamer);
        Workers workers = new Workers();
        SignalingContext context = SignalingContext.create(
                TestRequests.settings(token), limits, streamer, reports, new SecureRandom(), workers);
        signaling = new SignalingEndpoint(context, workers::close);
        carrier = opener.open(signaling);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + carrier.port() + carrier.mount() + path);
    }

    HttpResponse<String> send(String method, URI uri, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        return send(method, uri(path), body, headers);
    }

    TestSocket socket(String path) throws Exception {
        return TestSocket.open(client, URI.create("ws://127.0.0.1:" + carrier.port() + carrier.mount() + path));
    }

    /** Opens a WebSocket as a page of this origin does. */
    TestSocket socket(String path, String origin) throws Exception {
        URI uri = URI.create("ws://127.0.0.1:" + carrier.port() + carrier.mount() + path);
        return TestSocket.open(client, uri, origin);
    }

    /** Opens a WebSocket and takes the ice_servers message. */
    TestSocket greeted(String path) throws Exception {
        TestSocket socket = socket(path);
        socket.next("ice_servers");
        return socket;
    }

    /** Ends signalling as a streamer that closes does; the program's server goes on. */
    void endSignaling() {
        signaling.close();
        streamer.close();
    }

    @Override
    public void close() {
        endSignaling();
        try {
            carrier.end().close();
        } catch (Exception failed) {
            throw new AssertionError("the server did not end", failed);
        }
    }
}
