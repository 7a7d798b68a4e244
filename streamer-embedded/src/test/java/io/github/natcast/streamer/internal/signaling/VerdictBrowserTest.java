package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.browser.Browser;
import io.github.natcast.streamer.browser.BrowserKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server makes of a viewer's picture, as the page shows it: before a connection, too. */
@ParameterizedClass
@EnumSource(BrowserKind.class)
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
final class VerdictBrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Keeps the page's sockets, so that a test may say what a server would. */
    private static final String SOCKETS = """
            window.sockets = [];
            window.WebSocket = class extends WebSocket {
              constructor(...all) { super(...all); sockets.push(this); }
            };
            window.say = verdict => {
              const data = JSON.stringify({ type: 'verdict', ...verdict });
              sockets.at(-1).onmessage(new MessageEvent('message', { data }));
            };""";

    private static Browser browser;
    private final TestServer server = new TestServer();

    @Parameter
    private BrowserKind kind;

    @BeforeParameterizedClassInvocation
    static void startBrowser(BrowserKind kind) throws Exception {
        browser = kind.startOrSkip();
        browser.prepare(SOCKETS);
    }

    @AfterParameterizedClassInvocation
    static void stopBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void close() throws Exception {
        browser.open("about:blank");
        server.close();
    }

    @Test
    void tellsTheViewerAndTheOperatorApartUntilItIsTakenBack() throws Exception {
        open("/");
        assertThat(text("String(notice.hidden)")).isEqualTo("true");

        browser.evaluate(
                "say({ code: 'no_packet', viewer: 'Try <b>another</b> network.', operator: 'Forward UDP 10111.' })");
        assertThat(text("viewerAdvice.innerText.replace(/\\s+/g, ' ')"))
                .isEqualTo("What you can do Try <b>another</b> network.");
        assertThat(text("operatorAdvice.innerText.replace(/\\s+/g, ' ')"))
                .isEqualTo("What the operator must do Forward UDP 10111.");
        assertThat(text("notice.hidden + notice.getAttribute('role') + natcast.verdict"))
                .isEqualTo("falsestatusno_packet");
        assertThat(browser.evaluate("notice.offsetHeight").asInt()).isPositive();

        browser.evaluate("say({ code: 'slow_source', operator: 'The source gives 9 frames/s.' })");
        assertThat(text("[viewerAdvice.hidden, operatorAdvice.hidden, operatorWords.textContent].join()"))
                .isEqualTo("true,false,The source gives 9 frames/s.");

        browser.evaluate("say({ code: 'none' })");
        assertThat(text("notice.hidden + String(natcast.verdict)")).isEqualTo("truenull");
        assertThat(browser.errors()).as("errors in %s", kind).isEmpty();
    }

    /** It explains the failure that follows; the next picture makes it void. */
    @Test
    void outlivesTheAttemptThatItIsAbout() throws Exception {
        open("/?lang=zh");
        browser.evaluate("say({ code: 'no_packet', operator: '请转发 UDP 10111。' })");
        browser.evaluate("reconnect.click()");
        browser.await("natcast.attempts === 2", LIMIT);
        assertThat(text("operatorAdvice.innerText.replace(/\\s+/g, ' ')")).isEqualTo("运营者需要做什么 请转发 UDP 10111。");

        browser.evaluate("natcast.player.dispatchEvent(new CustomEvent('picture', { detail: { timings: {} } }))");
        assertThat(text("String(notice.hidden)")).isEqualTo("true");
    }

    @Test
    void isNoMessageOfTheProgram() throws Exception {
        open("/");
        browser.evaluate("void (window.heard = []), natcast.player.on('message', m => heard.push(m.type)),"
                + " natcast.player.on('verdict', v => heard.push(Object.keys(v).join()))");
        browser.evaluate("say({ code: 'x', viewer: 'a', operator: 'b', more: 1 })");
        assertThat(text("heard.join(';')")).isEqualTo("code,viewer,operator");
        assertThat(
                        text(
                                "(() => { try { natcast.player.send({ type: 'verdict' }); } catch (e) { return e.message; } })()"))
                .contains("belongs to signalling");
    }

    /** The server's answer leads nowhere: the page checks for as long as a test takes. */
    private void open(String path) throws Exception {
        server.streamer.negotiates = true;
        browser.open(server.uri(path).toString());
        browser.await("window.natcast && natcast.timings.answerReceived", LIMIT);
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }
}
