package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.security.WebOrigins;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code restartIce()} of real browsers: the picture goes on, with the same packets and the same decoder. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
@ParameterizedClass
@EnumSource(BrowserKind.class)
class IceRestartInBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] PAGE = "<!doctype html><title>player</title><video autoplay muted playsinline></video>"
            .getBytes(StandardCharsets.UTF_8);

    private static Browser browser;

    @Parameter
    private BrowserKind kind;

    private Streamer streamer;
    private HttpServer page;

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
    void start() throws Exception {
        streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .origins(WebOrigins.any())
                .build();
        streamer.start();
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
            exchange.close();
        });
        page.start();
        browser.open("http://127.0.0.1:" + page.getAddress().getPort() + "/");
        browser.await("document.querySelector('video') !== null", PATIENCE);
    }

    @AfterEach
    void close() throws Exception {
        browser.open("about:blank");
        page.stop(0);
        streamer.close();
    }

    private static String script() throws Exception {
        try (InputStream in = IceRestartInBrowserTest.class.getResourceAsStream("restarting-player.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WebSocket", "WHEP"})
    void thePictureGoesOn(String protocol) throws Exception {
        browser.evaluate("(() => {" + script() + "; return true; })()");
        browser.evaluate("startPlayer('" + protocol + "', '" + streamer.address() + "').then(() => true)");
        browser.await("player.frames > 10", PATIENCE);
        JsonNode before = browser.await("player.video()", PATIENCE);

        for (int restart = 0; restart < 3; restart++) {
            String fragment = remoteFragment();
            browser.evaluate("player.restart().then(() => true)");
            assertThat(remoteFragment()).isNotEqualTo(fragment);
            goesOn();
        }

        JsonNode after = browser.await("player.video()", PATIENCE);
        assertThat(after.get("id")).as("the same stream").isEqualTo(before.get("id"));
        assertThat(after.get("ssrc")).isEqualTo(before.get("ssrc"));
        assertThat(after.get("framesDecoded").asInt())
                .isGreaterThan(before.get("framesDecoded").asInt() + 75);
        assertThat(browser.evaluate("player.states").toString()).doesNotContain("failed", "closed");
        assertThat(browser.evaluate("player.failures")).isEmpty();
        assertThat(streamer.viewers()).hasSize(1);
        assertThat(streamer.viewers().get(0).timeline().toString()).contains("ICE restarted by the viewer");
        if (protocol.equals("WHEP")) {
            assertThat(browser.evaluate("new Set(player.tags).size").asInt())
                    .as("each ICE session has a tag of its own")
                    .isEqualTo(4);
        }
    }

    private static String remoteFragment() throws Exception {
        return browser.evaluate("player.connection.remoteDescription.sdp.match(/a=ice-ufrag:(.*)/)[1]")
                .asText();
    }

    /** Frames arrive, and in Chromium one sees that they take the new ICE session's path. */
    private void goesOn() throws Exception {
        if (kind == BrowserKind.CHROMIUM) {
            browser.await("player.selectedFragment().then(it => it === '" + remoteFragment() + "')", PATIENCE);
        }
        int frames = browser.evaluate("player.frames").asInt();
        browser.await("player.frames > " + (frames + 25), PATIENCE);
    }
}
