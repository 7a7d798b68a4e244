package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoSettings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A real browser that no UDP reaches: the media port it is told is nobody's. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
@ParameterizedClass
@EnumSource(BrowserKind.class)
class TcpPlaybackTest {
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
    void playsThroughTheOnePortThatATunnelForwards() throws Exception {
        try (TcpRelay tunnel = new TcpRelay(loopback(3));
                DatagramSocket nobody = new DatagramSocket(0, loopback(2));
                Streamer streamer =
                        withoutUdp(nobody).publicTcp("127.0.0.3", tunnel.port()).build()) {
            streamer.start();
            tunnel.deliverTo(
                    new InetSocketAddress(loopback(1), streamer.address().getPort()));
            PlayingPage page = PlayingPage.open(browser, URI.create("http://127.0.0.3:" + tunnel.port() + "/"));

            assertPlaysOverTcp(page, "127.0.0.3", tunnel.port());
            assertThat(page.remoteCandidates())
                    .filteredOn(line -> line.asText().contains(" tcp "))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.asText())
                            .contains(" 127.0.0.3 " + tunnel.port() + " typ host tcptype passive"));
            if (kind == BrowserKind.CHROMIUM) {
                assertSurvives(tunnel, page);
            }
        }
    }

    /** Chromium connects anew by itself; Firefox only with a new offer. */
    private static void assertSurvives(TcpRelay tunnel, PlayingPage page) throws Exception {
        int before = page.statistics().get("frames").asInt();
        tunnel.interrupt();
        browser.await(
                "document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames > " + (before + 60),
                Duration.ofSeconds(20));
        assertThat(page.pictureChanges()).isTrue();
    }

    @Test
    void playsThroughAPortOfItsOwn() throws Exception {
        int port = freePort();
        try (TcpRelay tunnel = new TcpRelay(loopback(3));
                DatagramSocket nobody = new DatagramSocket(0, loopback(2));
                Streamer streamer = withoutUdp(nobody)
                        .tcpPort(port)
                        .publicTcp("127.0.0.3", tunnel.port())
                        .build()) {
            streamer.start();
            tunnel.deliverTo(new InetSocketAddress(loopback(1), port));
            PlayingPage page = PlayingPage.open(browser, streamer.address());

            assertPlaysOverTcp(page, "127.0.0.3", tunnel.port());
        }
    }

    private static void assertPlaysOverTcp(PlayingPage page, String address, int port) throws Exception {
        assertThat(page.framesPerSecond(3)).isBetween(20.0, 30.0);
        assertThat(page.pictureChanges()).isTrue();
        JsonNode statistics = page.statistics();
        assertThat(statistics.at("/remote/protocol").asText()).isEqualTo("tcp");
        assertThat(statistics.at("/remote/address").asText()).isEqualTo(address);
        assertThat(statistics.at("/remote/port").asInt()).isEqualTo(port);
        assertThat(statistics.get("lost").asInt()).isZero();
        assertThat(browser.errors()).isEmpty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, loopback(1))) {
            return free.getLocalPort();
        }
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static StreamerBuilder withoutUdp(DatagramSocket nobody) {
        return Streamer.builder()
                .video(VideoSettings.defaults().withSize(640, 360))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .publicAddress("127.0.0.2", nobody.getLocalPort());
    }
}
