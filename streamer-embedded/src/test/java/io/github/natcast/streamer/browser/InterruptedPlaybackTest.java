package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.topology.PublicAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A real browser under packet loss, during an interruption, and after a restart of the tunnel. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
@ParameterizedClass
@EnumSource(BrowserKind.class)
class InterruptedPlaybackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Browser browser;

    @Parameter
    private BrowserKind kind;

    private UdpRelay relay;
    private Streamer streamer;
    private PlayingPage page;

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

    @BeforeEach
    void playThroughARelay() throws Exception {
        relay = new UdpRelay(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
        streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(640, 360))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .publicAddress("127.0.0.2", relay.port())
                .build();
        streamer.start();
        relay.deliverTo(streamer.mediaAddresses().get(0));
        page = PlayingPage.open(browser, streamer.address());
    }

    @AfterEach
    void close() throws Exception {
        if (streamer != null) {
            streamer.close();
        }
        if (relay != null) {
            relay.close();
        }
        browser.open("about:blank");
    }

    @Test
    void lostPacketsAreSentAgain() throws Exception {
        relay.loseOneOf(20);
        assertThat(page.framesPerSecond(5)).isBetween(20.0, 30.0);

        JsonNode statistics = page.statistics();
        assertThat(statistics.get("nacks").asInt()).as("NACKs of %s", kind).isPositive();
        assertThat(streamer.viewers().get(0).stats().orElseThrow().packetsResent())
                .isPositive();
    }

    @Test
    void thePictureComesBackAfterAnInterruption() throws Exception {
        relay.interrupt(true);
        TimeUnit.SECONDS.sleep(2);
        relay.interrupt(false);
        awaitMoreFrames();
    }

    @Test
    void theViewerGoesOnFromAnotherPort() throws Exception {
        relay.restart();
        awaitMoreFrames();
        assertThat(streamer.viewers()).hasSize(1);
        assertThat(browser.evaluate("natcast.attempts").asInt()).isEqualTo(1);
    }

    /** The relay moves to another address, as a home router does at night, and the program hears of it. */
    @Test
    void thePictureComesBackFromAnotherPublicAddress() throws Exception {
        assumeTrue(kind == BrowserKind.CHROMIUM, "Firefox takes no candidate while it is connected; it restarts ICE");
        relay.close();
        relay = new UdpRelay(InetAddress.getByAddress(new byte[] {127, 0, 0, 3}));
        relay.deliverTo(streamer.mediaAddresses().get(0));

        streamer.publicAddresses(List.of(PublicAddress.of("127.0.0.3", relay.port())));

        awaitMoreFrames();
        assertThat(streamer.viewers()).hasSize(1);
        assertThat(browser.evaluate("natcast.attempts").asInt()).isEqualTo(1);
    }

    /** More frames than may have been in flight. */
    private void awaitMoreFrames() throws Exception {
        int before = page.statistics().get("frames").asInt();
        browser.await(
                "natcast.connection.getStats().then(report => [...report.values()]"
                        + ".find(s => s.type === 'inbound-rtp' && s.kind === 'video').framesDecoded > "
                        + (before + 50) + ")",
                PATIENCE);
    }
}
