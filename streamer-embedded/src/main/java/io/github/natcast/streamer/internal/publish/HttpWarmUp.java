package io.github.natcast.streamer.internal.publish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Loads the HTTP client and its TLS, so that the first request does not wait for them. Stateless. */
public final class HttpWarmUp {
    private static final int PATIENCE_SECONDS = 5;
    private static final byte[] ANSWER =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private HttpWarmUp() {}

    /**
     * One request over loopback, and a TLS handshake's first message, which goes nowhere.
     *
     * @return the status of the answer
     */
    public static int run() throws IOException, InterruptedException {
        beginHandshake();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<WhipResponse> answered = new JdkHttpExchange(Runnable::run)
                    .send(WhipRequest.of("OPTIONS", URI.create("http://127.0.0.1:" + server.getLocalPort() + "/")))
                    .toCompletableFuture();
            server.setSoTimeout(PATIENCE_SECONDS * 1000);
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(ANSWER);
                return answered.get(PATIENCE_SECONDS, TimeUnit.SECONDS).status();
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a request over loopback was not answered", e);
        }
    }

    private static void beginHandshake() throws IOException {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
            engine.setUseClientMode(true);
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this JVM has no TLS", e);
        }
    }
}
