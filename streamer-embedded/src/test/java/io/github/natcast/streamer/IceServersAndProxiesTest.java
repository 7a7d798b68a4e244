package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.warmup.WarmUpOffer;
import io.github.natcast.topology.IceServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those who watch are told of TURN servers, and what the program is told of those who watch. */
@Timeout(120)
final class IceServersAndProxiesTest {
    private static final Pattern USERNAME = Pattern.compile("username\\W+(\\d+):([0-9a-f]{8})\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<InetAddress> viewers = new LinkedBlockingQueue<>();

    @Test
    void thoseWhoMayWatchGetFreshCredentialsAndTheProgramTheirAddress() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(320, 180))
                .token("letmein")
                .iceServers(List.of(IceServer.stun("turn:192.0.2.1:3478")))
                .turnSecret("north")
                .turnTtl(Duration.ofMinutes(10))
                .trustedProxies(PrivateAddresses.LOOPBACK)
                .listener(new StreamerListener() {
                    @Override
                    public void onViewerOpened(Viewer viewer) {
                        viewers.add(viewer.clientAddress());
                    }
                })
                .build()) {
            streamer.start();
            URI whep = streamer.address().resolve("whep");
            HttpRequest.Builder options = HttpRequest.newBuilder(whep).method("OPTIONS", BodyPublishers.noBody());
            assertThat(links(options)).isEmpty();
            options.header("Authorization", "Bearer letmein");

            Set<String> names = new HashSet<>();
            names.add(name(links(options)));
            names.add(name(links(options)));
            names.add(name(links(offer(whep))));
            names.add(name(greeting(streamer)));

            assertThat(names).as("each has a name of its own").hasSize(4);
            assertThat(viewers.poll(10, TimeUnit.SECONDS)).isEqualTo(InetAddress.getByName("198.51.100.7"));
        }
    }

    private static HttpRequest.Builder offer(URI whep) throws Exception {
        String offer = WarmUpOffer.sdp(
                DtlsIdentity.generate(new SecureRandom(), Instant.now()).fingerprint());
        return HttpRequest.newBuilder(whep)
                .header("Content-Type", "application/sdp")
                .header("Authorization", "Bearer letmein")
                .header("X-Forwarded-For", "203.0.113.66, 198.51.100.7")
                .POST(BodyPublishers.ofString(offer));
    }

    private String links(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isBetween(200, 201);
        return String.join("\n", response.headers().allValues("Link"));
    }

    /** The first message on a WebSocket. */
    private String greeting(Streamer streamer) throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        URI uri = URI.create(streamer.address().toString().replaceFirst("http", "ws") + "ws/live?token=letmein");
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        messages.add(text.toString());
                        return WebSocket.Listener.super.onText(from, text, last);
                    }
                })
                .get(10, TimeUnit.SECONDS);
        try {
            return String.valueOf(messages.poll(10, TimeUnit.SECONDS));
        } finally {
            socket.abort();
        }
    }

    /** The name in the credentials, whose expiry is ten minutes ahead. */
    private static String name(String text) {
        Matcher matcher = USERNAME.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        assertThat(Long.parseLong(matcher.group(1)) - Instant.now().getEpochSecond())
                .isBetween(500L, 600L);
        assertThat(text).contains("192.0.2.1").doesNotContain("north");
        return matcher.group(2);
    }
}
