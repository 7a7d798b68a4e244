package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole path from the test pattern to the screen of a real browser. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
@ParameterizedClass
@EnumSource(BrowserKind.class)
class BrowserPlaybackTest {
    private static Browser browser;

    @Parameter
    private BrowserKind kind;

    @BeforeParameterizedClassInvocation
    static void startBrowser(BrowserKind kind) throws Exception {
        browser = kind.startOrSkip();
    }

    @AfterParameterizedClassInvocation
    static void endBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void leave() throws Exception {
        browser.open("about:blank");
    }

    @Test
    void playsThroughTheWebSocket() throws Exception {
        try (Streamer streamer = started(onLoopback())) {
            PlayingPage page = PlayingPage.open(browser, streamer.address());

            assertPlays(page);
            JsonNode pair = page.statistics();
            assertThat(pair.at("/remote/candidateType").asText()).isEqualTo("host");
            assertThat(pair.at("/remote/port").asInt())
                    .isEqualTo(streamer.mediaAddresses().get(0).getPort());
            assertThat(streamer.viewers())
                    .singleElement()
                    .satisfies(viewer -> assertThat(viewer.state()).isEqualTo(ViewerState.CONNECTED))
                    .satisfies(viewer -> assertThat(viewer.stats().orElseThrow().packetsSent())
                            .isPositive());

            browser.click("#mute");
            assertThat(browser.evaluate("document.querySelector('video').muted").asBoolean())
                    .isFalse();
            assertThat(browser.evaluate("document.querySelector('video').paused")
                            .asBoolean())
                    .isFalse();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void thePageShowsWhatTheServerKnowsOfThePath() throws Exception {
        try (Streamer streamer = started(onLoopback())) {
            PlayingPage.open(browser, streamer.address());
            browser.await(
                    "!serverStats.hidden && serverStatsLine.textContent.includes('path carries')",
                    Duration.ofSeconds(20));
            String line = browser.evaluate("serverStatsLine.textContent").asText();
            assertThat(line)
                    .containsPattern("^\\d+ × \\d+ at [\\d.]+ [kM]bit/s · path carries [\\d.]+ [kM]bit/s")
                    .containsPattern("· queue \\d+ ms · loss [\\d.]+%")
                    .doesNotContain("NaN", "undefined", "127.0.0.1");
            Viewer viewer = streamer.viewers().get(0);
            assertThat(viewer.stats().orElseThrow().rate().orElseThrow().estimate())
                    .isPresent();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void aFramesPacketsLeaveTogetherUnlessThatIsForbidden() throws Exception {
        assumeTrue(EgressSockets.fastest().stats().segmented(), "no segmentation on this host");
        for (boolean allowed : List.of(true, false)) {
            try (Streamer streamer = started(onLoopback().segmentation(allowed))) {
                assertPlays(PlayingPage.open(browser, streamer.address()));
                String metrics = metrics(streamer.address());
                assertThat(metrics)
                        .contains("natcast_egress_info{kind=\"" + (allowed ? "segmented" : "plain") + "\"} 1")
                        .containsPattern("natcast_egress_packets_total [1-9]")
                        .containsPattern("natcast_egress_run_packets_total " + (allowed ? "[1-9]" : "0\n"))
                        .contains("natcast_egress_packets_lost_total 0", "natcast_egress_refusals_total 0");
            }
        }
    }

    private static String metrics(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address.resolve("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void playsThroughWhepAndDeleteEndsTheViewer() throws Exception {
        try (Streamer streamer = started(onLoopback())) {
            PlayingPage page = PlayingPage.open(browser, streamer.address().resolve("?whep"));

            assertPlays(page);
            assertThat(page.statistics().at("/remote/candidateType").asText()).isEqualTo("host");
            assertThat(browser.errors()).isEmpty();
            browser.open("about:blank");
            awaitNoViewer(streamer);
        }
    }

    /**
     * Behind a tunnel: every packet reaches the server from 127.0.0.1, and only the relay's address is known outside.
     */
    @Test
    void playsThroughARelayWhoseAddressAloneIsAdvertised() throws Exception {
        try (UdpRelay relay = new UdpRelay(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
                Streamer streamer = started(onLoopback().publicAddress("127.0.0.2", relay.port()))) {
            relay.deliverTo(streamer.mediaAddresses().get(0));
            PlayingPage page = PlayingPage.open(browser, streamer.address());

            assertPlays(page);
            JsonNode remote = page.statistics().get("remote");
            assertThat(remote.get("address").asText()).isEqualTo("127.0.0.2");
            assertThat(remote.get("port").asInt()).isEqualTo(relay.port());
            assertThat(page.remoteCandidates())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.asText()).contains(" 127.0.0.2 " + relay.port() + " "));
        }
    }

    @Test
    void aViewerThatLeavesIsForgottenAtOnce() throws Exception {
        try (Streamer streamer = started(onLoopback())) {
            PlayingPage.open(browser, streamer.address());
            Viewer viewer = streamer.viewers().get(0);

            browser.evaluate("natcast.connection.close()");

            awaitNoViewer(streamer);
            assertThat(viewer.state()).isEqualTo(ViewerState.CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = VideoCodec.class,
            names = {"VP8", "AV1"})
    void playsEachCodecThatIsWanted(VideoCodec codec) throws Exception {
        VideoSettings small = VideoSettings.defaults().withSize(640, 360);
        try (Streamer streamer = started(onLoopback().video(small).codecs(List.of(codec)))) {
            PlayingPage page = PlayingPage.open(browser, streamer.address());

            assertThat(page.framesPerSecond(3)).isBetween(20.0, 30.0);
            assertThat(page.pictureChanges()).isTrue();
            JsonNode statistics = page.statistics();
            assertThat(statistics.get("codec").asText()).isEqualTo("video/" + codec.encodingName());
            assertThat(statistics.get("width").asInt()).isEqualTo(640);
        }
    }

    /** In the best codec that this browser supports; Firefox offers H.264 only with its OpenH264 plugin. */
    private void assertPlays(PlayingPage page) throws Exception {
        assertThat(page.framesPerSecond(3)).isBetween(20.0, 30.0);
        assertThat(page.pictureChanges()).isTrue();
        JsonNode statistics = page.statistics();
        boolean h264 = browser.evaluate("natcast.connection.localDescription.sdp.includes(' H264/90000')")
                .asBoolean();
        assertThat(h264 || kind == BrowserKind.FIREFOX).isTrue();
        assertThat(statistics.get("codec").asText()).isEqualTo(h264 ? "video/H264" : "video/VP8");
        assertThat(statistics.get("width").asInt()).isEqualTo(1280);
        assertThat(statistics.get("height").asInt()).isEqualTo(720);
        assertThat(statistics.at("/remote/protocol").asText()).isEqualTo("udp");
    }

    private static StreamerBuilder onLoopback() {
        return Streamer.builder().bindAddress("127.0.0.1").httpPort(0).mediaPort(0);
    }

    private static Streamer started(StreamerBuilder builder) throws Exception {
        Streamer streamer = builder.build();
        streamer.start();
        return streamer;
    }

    private static void awaitNoViewer(Streamer streamer) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!streamer.viewers().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(streamer.viewers()).isEmpty();
    }
}
