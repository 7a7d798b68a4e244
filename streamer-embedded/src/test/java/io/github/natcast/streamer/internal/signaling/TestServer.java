package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.signaling.netty.ListenSettings;
import io.github.natcast.streamer.internal.signaling.netty.SignalingServer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** A server on a free loopback port before a fake streamer, and a client for it. */
final class TestServer implements AutoCloseable {
    final FakeStreamer streamer = new FakeStreamer();
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    volatile boolean healthy = true;
    private final Workers workers = new Workers();
    private final SignalingServer server;

    TestServer() {
        this(Optional.empty(), SignalingLimits.DEFAULTS);
    }

    TestServer(Optional<String> token, SignalingLimits limits) {
        this(token, limits, Forwarders.NONE);
    }

    TestServer(Optional<String> token, SignalingLimits limits, Forwarders forwarders) {
        this(TestRequests.settings(token).withForwarders(forwarders), limits);
    }

    TestServer(SignalingSettings settings, SignalingLimits limits) {
        try {
            Reports reports = new Reports(
                    () -> new Health(healthy, true, healthy, Map.of("viewers", streamer.viewers.size())),
                    () -> "natcast_viewers " + streamer.viewers.size() + "\n",
                    streamer);
            SignalingContext context =
                    SignalingContext.create(settings, limits, streamer, reports, new SecureRandom(), workers);
            server = SignalingServer.start(
                    new ListenSettings(
                            Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                            Optional.empty(),
                            settings.forwarders().proxyProtocol()),
                    new SignalingEndpoint(context, workers::close));
        } catch (BindException e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return server.httpAddress().orElseThrow().getPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    TestSocket socket(String path) throws Exception {
        return TestSocket.open(client, URI.create("ws://127.0.0.1:" + port() + path));
    }

    /** In the order of a real streamer: signalling first, then whoever still watches. */
    @Override
    public void close() {
        server.close();
        streamer.close();
    }
}
