package io.github.natcast.streamer.whep;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.tls.TestCertificate;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.security.TlsSettings;
import io.netty.util.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A program with whatever Netty its class path has: viewers by UDP, by TCP and over WebSocket. Prints that version, how
 * media left and what the viewers got, or why it could not start. The arguments say whether runs are segmented, and
 * whether by TLS.
 */
final class NettyProgram {
    private static final int PACKETS = 100;

    private NettyProgram() {}

    public static void main(String[] arguments) throws Exception {
        boolean segmentation = Boolean.parseBoolean(arguments[0]);
        System.out.println("netty "
                + Objects.requireNonNull(Version.identify().get("netty-codec-http"))
                        .artifactVersion()
                + (segmentation ? ", segmented" : ", plain"));
        StreamerBuilder builder = Streamer.builder()
                .video(VideoSettings.defaults().withSize(640, 360))
                .audio(AudioSettings.disabled())
                .segmentation(segmentation)
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .publicTcp("127.0.0.1");
        HttpClient http = HttpClient.newHttpClient();
        if (Boolean.parseBoolean(arguments[1])) {
            Path folder = Files.createTempDirectory("natcast");
            TestCertificate certificate = TestCertificate.now("localhost");
            certificate.write(folder);
            builder.tls(TlsSettings.of(folder.resolve("certificate.pem"), folder.resolve("key.pem")));
            http = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        }
        try (Streamer streamer = builder.build()) {
            streamer.start();
            String hello = hello(http, streamer.address());
            int udp = watch(http, streamer.address(), false);
            int tcp = watch(http, streamer.address(), true);
            System.out.println(udp + " packets by UDP, " + tcp + " by TCP, WebSocket says " + hello);
            String metrics = http.send(
                            HttpRequest.newBuilder(streamer.address().resolve("metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            metrics.lines()
                    .filter(line -> line.matches("natcast_egress_\\S*run\\S* \\d+.*"))
                    .forEach(System.out::println);
        } catch (StreamerException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
    }

    private static int watch(HttpClient http, URI server, boolean tcp) throws Exception {
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        String offer = Offers.good(identity.fingerprint().toString());
        WhepViewer viewer = tcp
                ? WhepViewer.connectByTcp(http, server, identity, offer)
                : WhepViewer.connect(http, server, identity, offer);
        int packets = 0;
        while (packets < PACKETS && viewer.nextProtected() != null) {
            packets++;
        }
        viewer.leave();
        return packets;
    }

    /** The type of the server's first message. */
    private static String hello(HttpClient http, URI server) throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                first.complete(text.toString());
                return WebSocket.Listener.super.onText(socket, text, last);
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                first.completeExceptionally(new IOException("closed with " + status + " " + reason));
                return WebSocket.Listener.super.onClose(socket, status, reason);
            }
        };
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(server.toString().replaceFirst("^http", "ws") + "ws/live"), listener)
                .get(10, TimeUnit.SECONDS);
        String type = first.get(10, TimeUnit.SECONDS).replaceAll(".*\"type\":\"(\\w+)\".*", "$1");
        socket.abort();
        return type;
    }
}
