package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.signaling.netty.IceTcp;
import io.github.natcast.streamer.internal.signaling.netty.ListenSettings;
import io.github.natcast.streamer.internal.signaling.netty.SignalingServer;
import io.github.natcast.streamer.internal.tls.ServerTls;
import io.github.natcast.streamer.internal.tls.TestCertificate;
import io.github.natcast.streamer.security.TlsSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;

/** A server that speaks TLS on a free loopback port before a fake streamer. */
final class SecureServer implements AutoCloseable {
    final FakeStreamer streamer = new FakeStreamer();
    final ServerTls tls;
    private final SignalingServer server;

    /** @param folder has {@code certificate.pem} and {@code key.pem} */
    SecureServer(Path folder, UnaryOperator<TlsSettings> settings, Optional<IceTcp> iceTcp) throws Exception {
        tls = ServerTls.open(
                settings.apply(TlsSettings.of(folder.resolve("certificate.pem"), folder.resolve("key.pem"))));
        Workers workers = new Workers();
        SignalingContext context = SignalingContext.create(
                SignalingSettings.OPEN,
                SignalingLimits.DEFAULTS,
                streamer,
                Reports.none(),
                new SecureRandom(),
                workers);
        server = SignalingServer.start(
                new ListenSettings(
                        Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                        iceTcp,
                        TrustedSources.THIS_HOST,
                        Optional.of(tls)),
                new SignalingEndpoint(context, workers::close));
    }

    static HttpClient client(TestCertificate trusted) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusted.trusting())
                .build();
    }

    int port() {
        return server.httpAddress().orElseThrow().getPort();
    }

    String origin() {
        return "https://127.0.0.1:" + port();
    }

    HttpResponse<String> send(HttpClient client, String method, String uri, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(uri)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    TestSocket socket(HttpClient client, String origin) throws Exception {
        return TestSocket.open(client, URI.create("wss://127.0.0.1:" + port() + "/ws/live"), origin);
    }

    /** A connection whose handshake is complete. */
    SSLSocket connect(TestCertificate trusted, String version) throws Exception {
        SSLSocket socket = (SSLSocket) trusted.trusting().getSocketFactory().createSocket("127.0.0.1", port());
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout(5_000);
        socket.startHandshake();
        return socket;
    }

    @Override
    public void close() {
        server.close();
        streamer.close();
    }
}
