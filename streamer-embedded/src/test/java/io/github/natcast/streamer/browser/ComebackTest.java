package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody touches the page: it comes back by itself, or says why it does not. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
@ParameterizedClass
@EnumSource(BrowserKind.class)
class ComebackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** The page counts an attempt as a success after five seconds; what follows a shorter one would wait first. */
    private static final String SUCCEEDED = "performance.now() - natcast.timings.firstFrame > 5500";

    /** Keeps all that the page opens, and the states that it goes through. */
    private static final String WITNESS = """
            window.opened = { sockets: [], connections: [] };
            window.WebSocket = class extends WebSocket {
              constructor(...a) { super(...a); opened.sockets.push(this); }
            };
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...a) { super(...a); opened.connections.push(this); }
            };
            window.states = [];
            setInterval(() => {
              if (window.natcast && states.at(-1) !== natcast.state) states.push(natcast.state);
            }, 5);
            """;

    private static final String LEFT_OPEN = """
            opened.sockets.filter(socket => socket.readyState < 2).length + ' sockets, '
              + opened.connections.filter(connection => connection.connectionState !== 'closed').length
              + ' connections, ' + document.querySelectorAll('video').length + ' pictures'""";

    private static Browser browser;

    @Parameter
    private BrowserKind kind;

    @BeforeParameterizedClassInvocation
    static void startBrowser(BrowserKind kind) throws Exception {
        browser = kind.startOrSkip();
        browser.prepare(WITNESS);
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
    void playsAgainWhenTheServerWasKilledAndStartedAgain() throws Exception {
        URI address;
        try (StreamerProcess first = StreamerProcess.start(0)) {
            address = first.address();
            PlayingPage.open(browser, address);
            first.kill();
            browser.await("natcast.state === 'waiting'", PATIENCE);
            assertThat(text("natcast.error.code")).isEqualTo("signaling_unreachable");
            assertThat(text("document.querySelector('video').videoWidth")).isEqualTo("640");
            browser.await("/Next attempt in \\d s/.test(countdown.textContent)", PATIENCE);
        }
        try (StreamerProcess second = StreamerProcess.start(address.getPort())) {
            assertThat(second.address()).isEqualTo(address);
            browser.await("natcast.state === 'playing'", PATIENCE);
            assertOnePicture();
            assertThat(text("natcast.log.some(entry => entry.attempt === 1)")).isEqualTo("true");
            assertThat(text("problem.hidden")).isEqualTo("true");
        }
    }

    @Test
    void staysLiveWhenTheTunnelBreaksOnlyTheSignalling() throws Exception {
        try (Streamer streamer = started();
                TcpRelay tunnel = new TcpRelay(streamer.address().getPort())) {
            PlayingPage.open(browser, URI.create("http://127.0.0.1:" + tunnel.port() + "/"));
            browser.await(SUCCEEDED, PATIENCE);
            tunnel.restart();
            browser.await("natcast.attempts === 2 && natcast.timings.firstFrame && natcast.error === null", PATIENCE);
            browser.await("opened.connections[0].connectionState === 'closed'", PATIENCE);

            assertThat(text("states.slice(states.indexOf('playing')).join()")).isEqualTo("playing");
            assertOnePicture();
            awaitViewers(streamer, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?whep"})
    void staysLiveWhenTheNetworkChanges(String query) throws Exception {
        try (Streamer streamer = started()) {
            PlayingPage.open(browser, streamer.address().resolve("/" + query));
            browser.await(SUCCEEDED, PATIENCE);
            browser.evaluate("dispatchEvent(new Event('online'))");
            browser.await("natcast.log.some(entry => entry.step === 'restarting')", PATIENCE);
            awaitFrames(50);

            assertThat(text("states.slice(states.indexOf('playing')).join()")).isEqualTo("playing");
            assertThat(text(LEFT_OPEN)).endsWith(" 1 connections, 1 pictures");
            awaitViewers(streamer, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&whep"})
    void aRemovedViewerStaysAwayUntilItIsAskedBack(String query) throws Exception {
        try (Streamer streamer = started()) {
            PlayingPage.open(browser, streamer.address().resolve("/?session=房间" + query));
            assertThat(streamer.viewers().get(0).session()).isEqualTo("房间");
            streamer.viewers().get(0).close("The show is over.");
            browser.await("natcast.state === 'failed'", PATIENCE);

            assertThat(text("natcast.error.code")).isEqualTo("viewer_removed");
            assertThat(text("problemMessage.textContent")).isEqualTo("The show is over.");
            assertThat(text("countdown.textContent")).isEmpty();
            assertThat(text("natcast.attempts")).isEqualTo("1");
            assertThat(text(LEFT_OPEN)).isEqualTo("0 sockets, 0 connections, 1 pictures");

            assertThat(text("retry.textContent")).isEqualTo("Watch again");
            browser.evaluate("retry.click()");
            browser.await("natcast.state === 'playing'", PATIENCE);
            assertThat(text(LEFT_OPEN)).endsWith(" 1 connections, 1 pictures");
        }
    }

    @Test
    void saysWithinFifteenSecondsThatNoAddressReachesIt() throws Exception {
        try (UdpRelay relay = new UdpRelay(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
                Streamer streamer = Streamer.builder()
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .publicAddress("127.0.0.2", relay.port())
                        .build()) {
            streamer.start();
            relay.interrupt(true);
            browser.open(streamer.address().toString());
            browser.await("window.natcast?.state === 'waiting'", PATIENCE);

            assertThat(text("natcast.error.code")).isEqualTo("no_check_came_back");
            assertThat(text("natcast.error.message")).contains("127.0.0.2:" + relay.port());
            if (kind == BrowserKind.CHROMIUM) { // Firefox gives up before the server does
                assertThat(text("natcast.error.message")).contains("no connectivity check arrived within 10 s");
            }
        }
    }

    private void assertOnePicture() throws Exception {
        assertThat(text(LEFT_OPEN)).as("left open in %s", kind).isEqualTo("1 sockets, 1 connections, 1 pictures");
        assertThat(text("document.querySelector('video').id")).isEqualTo("video");
    }

    /** More frames than may have been in flight. */
    private static void awaitFrames(int number) throws Exception {
        String frames = "natcast.stats?.framesDecoded";
        int before = browser.await(frames, PATIENCE).asInt();
        browser.await("natcast.state === 'playing' && " + frames + " > " + (before + number), PATIENCE);
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }

    private static Streamer started() throws Exception {
        Streamer streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(640, 360))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build();
        streamer.start();
        return streamer;
    }

    private static void awaitViewers(Streamer streamer, int number) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (streamer.viewers().size() != number && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(streamer.viewers()).hasSize(number);
    }
}
