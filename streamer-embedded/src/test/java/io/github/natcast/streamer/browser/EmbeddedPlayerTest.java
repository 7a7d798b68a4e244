package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.security.WebOrigins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody else's page, of another origin, imports the player and exchanges messages with the program. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
@ParameterizedClass
@EnumSource(BrowserKind.class)
class EmbeddedPlayerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String PAGE = """
            <!doctype html>
            <title>two players</title>
            <style>div { width: 320px; height: 180px; background: #000 }</style>
            <div id="left"></div><div id="right"></div>
            <script type="module">
              import { createPlayer } from '%splayer.js';
              window.heard = [];
              window.create = createPlayer;
              window.players = ['left', 'right'].map(name => {
                const player = createPlayer(document.getElementById(name), { session: name });
                player.on('message', message => heard.push(`${name}: ${message.text}`));
                player.on('messageerror', ({ code }) => heard.push(`${name}: ${code}`));
                return player;
              });
            </script>""";

    private static Browser browser;

    @Parameter
    private BrowserKind kind;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private Streamer streamer;
    private ForeignPage page;

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
    void embed() throws Exception {
        streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .audio(AudioSettings.disabled())
                .listener(new Echo())
                .origins(WebOrigins.any())
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build();
        streamer.start();
        page = ForeignPage.serve(Map.of("/", PAGE.formatted(streamer.address())));
        browser.open(page.uri("/").toString());
        browser.await("window.players?.every(player => player.state === 'playing') ?? false", PATIENCE);
    }

    @AfterEach
    void close() throws Exception {
        browser.open("about:blank");
        page.close();
        streamer.close();
    }

    @Test
    void twoPlayersShowTwoSessionsSideBySide() throws Exception {
        assertThat(streamer.viewers().stream().map(Viewer::session).collect(Collectors.toSet()))
                .isEqualTo(Set.of("left", "right"));
        assertThat(text("players.map(player => player.video.parentNode.id).join()"))
                .isEqualTo("left,right");
        assertThat(text("players.every(player => player.video.videoWidth === 320)"))
                .isEqualTo("true");
        assertThat(text("document.querySelector('#left video').getBoundingClientRect().height"))
                .isEqualTo("180");
        browser.await("players.every(player => player.statistics?.framesDecoded > 10)", PATIENCE);
        assertThat(browser.errors()).as("errors in %s", kind).isEmpty();
    }

    @Test
    void messagesGoBothWaysToTheRightViewer() throws Exception {
        assertThat(text("players[0].send({ type: 'chat', text: '你好' })")).isEqualTo("true");
        assertThat(messages.poll(5, TimeUnit.SECONDS)).isEqualTo("left: {\"type\":\"chat\",\"text\":\"你好\"}");
        browser.await("heard.includes('left: echo to left')", PATIENCE);

        assertThat(streamer.send("{\"type\":\"chat\",\"text\":\"all\"}")).isEqualTo(2);
        browser.await("heard.includes('left: all') && heard.includes('right: all')", PATIENCE);
        assertThat(text("heard.length")).isEqualTo("3");
    }

    @Test
    void aMessageThatIsRefusedLeavesThePictureAlone() throws Exception {
        browser.evaluate("players[1].send({ type: 'unheard' })");
        browser.await("heard.includes('right: unknown_type')", PATIENCE);
        assertThat(text("players[1].state + players[1].attempts")).isEqualTo("playing1");
        assertThat(
                        text(
                                "(() => { try { players[1].send({ type: 'webrtc_offer' }); } catch (e) { return e.message; } })()"))
                .startsWith("The type \"webrtc_offer\" belongs to signalling");
    }

    @Test
    void aPlayerThatStopsLeavesTheOtherAlone() throws Exception {
        browser.evaluate("players[0].stop()");
        browser.await("players[0].state === 'stopped'", PATIENCE);
        awaitViewers(1);
        assertThat(text("players[0].send({ type: 'chat' })")).isEqualTo("false");
        assertThat(text("players[1].state")).isEqualTo("playing");

        browser.evaluate("players[0].play()");
        browser.await("players[0].state === 'playing'", PATIENCE);
        awaitViewers(2);
    }

    /** The one that readers copy. */
    @Test
    void thePageInTheDocumentationPlaysAndTalks() throws Exception {
        String document = Files.readString(Path.of(System.getProperty("basedir", ""), "../docs/player.md"));
        String html = document.substring(document.indexOf("```html\n") + 8, document.indexOf("</script>\n```") + 9);
        assertThat(html).contains("'http://127.0.0.1:9000/player.js'");
        try (ForeignPage copy = ForeignPage.serve(Map.of(
                "/", html.replace("http://127.0.0.1:9000/", streamer.address().toString())))) {
            browser.open(copy.uri("/").toString());
            browser.await("document.getElementById('state')?.textContent === 'playing'", PATIENCE);
            browser.evaluate("chat.elements.text.value = 'hello', chat.requestSubmit()");
            browser.await("said.textContent === 'echo to room-7'", PATIENCE);
            browser.open("about:blank");
        }
    }

    @Test
    void wrongOptionsAreNamed() throws Exception {
        String refusal = "(() => { try { create(document.body, %s); } catch (e) { return e.message; } })()";
        assertThat(text(refusal.formatted("{ chanel: 'a' }")))
                .startsWith("There is no option \"chanel\"; there are url");
        assertThat(text(refusal.formatted("{ protocol: 'rtmp' }"))).endsWith("must be one of websocket, whep.");
        assertThat(text(refusal.formatted("{ url: 'ws://a' }"))).contains("must begin with http: or https:");
        assertThat(text(refusal.formatted("{ muted: 1 }"))).isEqualTo("The option muted must be true or false.");
    }

    private void awaitViewers(int number) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (streamer.viewers().size() != number && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(streamer.viewers()).hasSize(number);
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }

    private final class Echo implements StreamerListener {
        @Override
        public boolean onMessage(Viewer viewer, String type, String json) {
            if (!type.equals("chat")) {
                return false;
            }
            messages.add(viewer.session() + ": " + json);
            return viewer.send("{\"type\":\"chat\",\"text\":\"echo to " + viewer.session() + "\"}");
        }
    }
}
