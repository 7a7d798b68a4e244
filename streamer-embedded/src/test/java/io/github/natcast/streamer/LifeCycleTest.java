package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.warmup.WarmUpOffer;
import io.github.natcast.streamer.whep.ChannelWatcher;
import io.github.natcast.streamer.whep.Offers;
import io.github.natcast.streamer.whep.WhepViewer;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PublicAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import org.slf4j.MdcForTests;
import org.slf4j.helpers.BasicMDCAdapter;

/** What a program asks of a streamer, changes of it, and hears from it, from its start to its end. */
@Timeout(120)
final class LifeCycleTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());

    private static StreamerBuilder quick() {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .rehearse(false)
                .video(VideoSettings.defaults().withSize(320, 180));
    }

    @Test
    void runsFromItsStartToItsClose() throws Exception {
        Streamer streamer = quick().build();
        assertThat(streamer.isRunning()).isFalse();
        assertThatThrownBy(streamer::awaitClose)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not started");
        assertThatThrownBy(streamer::health).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(streamer::metrics).isInstanceOf(IllegalStateException.class);
        streamer.start();
        assertThat(streamer.isRunning()).isTrue();
        assertThat(streamer.awaitClose(Duration.ZERO)).isFalse();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                streamer.awaitClose();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        streamer.close();
        waiting.get(20, TimeUnit.SECONDS);
        assertThat(streamer.awaitClose(Duration.ZERO)).isTrue();
        assertThat(streamer.isRunning()).isFalse();
    }

    @Test
    void oneThatCouldNotStartIsNotWaitedFor() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                Streamer streamer = quick().httpPort(taken.getLocalPort()).build()) {
            assertThatThrownBy(streamer::start).isInstanceOf(StreamerException.class);
            streamer.awaitClose();
            assertThat(streamer.isRunning()).isFalse();
        }
    }

    @Test
    void healthAndMetricsAreValues() throws Exception {
        try (Streamer streamer = quick().source(VideoSource.testPattern()).build()) {
            streamer.start();
            StreamerHealth health = streamer.health();
            assertThat(health.ok()).isTrue();
            assertThat(health.reasons()).isEmpty();
            assertThat(health.sources())
                    .extracting(StreamerHealth.Source::channel)
                    .containsExactly("live");
            assertThat(health.encoders())
                    .allSatisfy(encoder -> assertThat(encoder.channel()).isEqualTo("live"));
            assertThat(health.nat()).isEmpty();
            assertThat(streamer.metrics().value("natcast_viewers")).contains(0.0);
            // The text has no other metrics than the values, and in their order.
            String text = http.send(
                            HttpRequest.newBuilder(streamer.address().resolve("metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(text.lines().filter(line -> line.startsWith("# TYPE ")).map(line -> line.split(" ", -1)[2]))
                    .isEqualTo(streamer.metrics().metrics().stream()
                            .map(StreamerMetrics.Metric::name)
                            .toList());
        }
    }

    @Test
    void iceServersAndTheMaximumChangeWhileItRuns() throws Exception {
        try (Streamer streamer = quick().iceServers(List.of(IceServer.stun("stun:old.example.org:3478")))
                .build()) {
            streamer.start();
            assertThat(links(offer(streamer))).contains("stun:old.example.org").doesNotContain("new.example");
            streamer.iceServers(List.of(IceServer.turn("turn:new.example.org:3478", "u", "p")));
            assertThat(links(offer(streamer))).contains("turn:new.example.org").doesNotContain("old.example");
            streamer.iceServers(List.of());
            assertThat(links(offer(streamer))).doesNotContain("example.org");
            assertThatThrownBy(() -> streamer.iceServers(List.of(
                            IceServer.of(List.of("turn:bare.example.org"), Optional.empty(), Optional.empty()))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bare.example.org");

            streamer.maximumViewers(1);
            try (ChannelWatcher watching = ChannelWatcher.join(http, streamer, identity, "live")) {
                assertThat(watching).isNotNull();
                assertThat(offer(streamer).statusCode()).isEqualTo(503);
                assertThat(offer(streamer).headers().firstValueAsLong("Retry-After"))
                        .hasValue(5);
                assertThat(status(streamer, "readyz")).isEqualTo(503);
                assertThat(status(streamer, "livez")).isEqualTo(200);
                assertThat(status(streamer, "healthz")).isEqualTo(200);
                streamer.maximumViewers(2);
                assertThat(status(streamer, "readyz")).isEqualTo(200);
                assertThat(offer(streamer).statusCode()).isEqualTo(201);
            }
            assertThatThrownBy(() -> streamer.maximumViewers(0))
                    .hasMessageStartingWith("maximum of viewers 0 must be 1 to ");
        }
    }

    private HttpResponse<String> offer(Streamer streamer) throws Exception {
        return http.send(
                HttpRequest.newBuilder(streamer.address().resolve("whep"))
                        .header("Content-Type", "application/sdp")
                        .POST(BodyPublishers.ofString(WarmUpOffer.sdp(identity.fingerprint())))
                        .build(),
                BodyHandlers.ofString());
    }

    private int status(Streamer streamer, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(streamer.address().resolve(path)).build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String links(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        return String.join("\n", answer.headers().allValues("Link"));
    }

    @Test
    void theListenerHearsEverythingInOrderOnOneThread() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        List<StreamerEvent> events = new CopyOnWriteArrayList<>();
        StreamerListener listener = new StreamerListener() {
            private void hear(String what) {
                boolean ofViewer = !Character.isUpperCase(what.charAt(0)) || what.equals(what.toUpperCase(Locale.ROOT));
                assertThat(MDC.get("natcast.channel")).isEqualTo(ofViewer ? "live" : null);
                assertThat(MDC.get("natcast.session")).isEqualTo(ofViewer ? "live" : null);
                assertThat(MDC.get("natcast.viewer") != null).isEqualTo(ofViewer);
                assertThat(Thread.currentThread().getName()).isEqualTo("natcast-control");
                heard.add(what);
                throw new IllegalStateException("what a listener throws hurts nobody");
            }

            @Override
            public void onEvent(StreamerEvent event) {
                events.add(event);
                hear(event.getClass().getSimpleName());
            }

            @Override
            public void onViewerOpened(Viewer viewer) {
                hear("opened");
            }

            @Override
            public void onViewerConnected(Viewer viewer) {
                hear("connected");
            }

            @Override
            public void onViewerState(Viewer viewer, ViewerState state) {
                hear(state.name());
            }

            @Override
            public void onFirstFrameSent(Viewer viewer) {
                hear("sent");
            }

            @Override
            public void onViewerClosed(Viewer viewer, String reason) {
                hear("closed: " + reason);
            }
        };
        // Before there is a viewer, whose lines in the log carry it.
        MdcForTests context = new MdcForTests(new BasicMDCAdapter());
        try (Streamer streamer = quick().listener(listener).build()) {
            streamer.start();
            List<String> starting = new ArrayList<>(until(heard, "SourceShown"));
            if (!starting.contains("EncoderOpened")) {
                until(heard, "EncoderOpened"); // on another thread than the source
            }
            WhepViewer viewer = WhepViewer.join(http, streamer.address(), identity);
            List<String> joining = until(heard, "sent");
            assertThat(joining)
                    .containsSubsequence("opened", "CONNECTING", "connected")
                    .contains("CONNECTED", "sent");
            viewer.hangUp();
            List<String> leaving = until(heard, "closed");
            assertThat(leaving).contains("CLOSED").last().asString().startsWith("closed: ");

            streamer.publicAddresses(List.of(PublicAddress.of("203.0.113.7", 40_111)));
            until(heard, "AddressesChanged");
            streamer.show(VideoSource.media("/nowhere/film.mp4"));
            until(heard, "SourceFailed");
        } finally {
            context.close();
        }
        assertThat(events)
                .filteredOn(event -> event instanceof StreamerEvent.SourceFailed)
                .singleElement()
                .satisfies(event -> assertThat(event.sentence()).contains("/nowhere/film.mp4 cannot be opened"));
        assertThat(events)
                .filteredOn(event -> event instanceof StreamerEvent.AddressesChanged)
                .singleElement()
                .satisfies(event -> assertThat(((StreamerEvent.AddressesChanged) event).now())
                        .containsExactly(PublicAddress.of("203.0.113.7", 40_111)));
    }

    @Test
    void whileItDrainsThoseWhoWatchGoOnAndNobodyElseIsLetIn() throws Exception {
        try (Streamer streamer = quick().build()) {
            assertThat(streamer.drain(Duration.ofSeconds(20))).isTrue();
            streamer.start();
            WhepViewer viewer = WhepViewer.join(http, streamer.address(), identity);

            assertThat(streamer.drain(Duration.ZERO)).isFalse();

            assertThat(streamer.viewers())
                    .singleElement()
                    .satisfies(watching -> assertThat(watching.state()).isEqualTo(ViewerState.CONNECTED));
            assertThat(streamer.health().ok()).isFalse();
            assertThat(streamer.health().live()).isTrue();
            HttpRequest offer = HttpRequest.newBuilder(streamer.address().resolve("whep"))
                    .header("Content-Type", "application/sdp")
                    .POST(BodyPublishers.ofString(
                            Offers.good(identity.fingerprint().toString())))
                    .build();
            HttpResponse<String> refused = http.send(offer, BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            CompletableFuture<Boolean> empty = CompletableFuture.supplyAsync(() -> {
                try {
                    return streamer.drain(Duration.ofSeconds(60));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            viewer.leave();
            assertThat(empty.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** What was heard up to the first that starts so, in order. */
    private static List<String> until(BlockingQueue<String> heard, String last) throws InterruptedException {
        List<String> all = new ArrayList<>();
        while (all.isEmpty() || !all.get(all.size() - 1).startsWith(last)) {
            String next = heard.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("%s, after %s", last, all).isNotNull();
            all.add(next);
        }
        return all;
    }
}
