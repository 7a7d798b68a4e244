package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.browser.Browser;
import io.github.natcast.streamer.browser.BrowserKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the player makes of a server's refusals and messages, run in a browser against a server that a test plays. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests.
class PlayerSignalingTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A socket that only the test moves, a signalling on it, and how an attempt ends. */
    private static final String SOCKET = """
            const { WebSocketSignaling } = await import('/websocket.js');
            let socket;
            window.WebSocket = class {
              static OPEN = 1;
              readyState = 1;
              bufferedAmount = 0;
              sent = [];
              constructor() { socket = this; }
              send(text) { this.sent.push(JSON.parse(text).type); }
              close() {}
            };
            const heard = [];
            const signaling = new WebSocketSignaling({ base: location.origin, session: 'live', token: null });
            signaling.onMessage = message => heard.push(message.type);
            signaling.onMessageError = ({ code }) => heard.push(code);
            signaling.onProblem = problem => heard.push(`problem ${problem.code}`);
            signaling.onLost = problem => heard.push(`lost ${problem.code} ${problem.transient}`);
            const receive = message => socket.onmessage({ data: JSON.stringify(message) });
            const opening = signaling.open();
            receive({ type: 'ice_servers', iceServers: [] });
            await opening;
            const offer = () => signaling.offer('v=0').then(() => 'answered',
              problem => [problem.code, problem.transient].join(' '));
            """;

    private static final TestServer SERVER = new TestServer();
    private static Browser browser;

    @BeforeAll
    static void openOnTheServersOrigin() throws Exception {
        browser = BrowserKind.CHROMIUM.startOrSkip();
        browser.open(SERVER.uri("/favicon.svg").toString());
        browser.await("document.readyState === 'complete' && location.pathname === '/favicon.svg'", LIMIT);
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        SERVER.close();
    }

    /** The server's own word counts; of one that says nothing, the code. */
    @ParameterizedTest
    @CsvSource({
        "not_invited, retry: false, not_invited false",
        "full_house, retry: true, full_house true",
        "too_many_viewers, x: 1, too_many_viewers true",
        "no_common_codec, x: 1, no_common_codec false",
        "unauthorized, retry: true, unauthorized false",
    })
    void anErrorSaysWhetherToTryAgain(String code, String field, String expected) throws Exception {
        assertThat(run(SOCKET + """
                const ends = offer();
                receive({ type: 'error', code: '%s', message: 'm', %s });
                return ends;""".formatted(code, field))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "4403, http_403 false",
        "4404, http_404 false",
        "4410, http_410 false",
        "4408, http_408 true",
        "4429, http_429 true",
        "4500, http_500 true",
        "4503, http_503 true",
        "1001, server_gone true",
    })
    void aCloseCodeWithoutWordsDoes(int code, String expected) throws Exception {
        assertThat(run(SOCKET + """
                const ends = offer();
                socket.onclose({ code: %d });
                return ends;""".formatted(code))).isEqualTo(expected);
    }

    /** As one to an address that the server has left does; the next attempt looks the name up anew. */
    @Test
    void aSocketThatDoesNotOpenIsGivenUp() throws Exception {
        assertThat(run("""
                const { WebSocketSignaling } = await import('/websocket.js');
                let socket;
                window.WebSocket = class {
                  static CONNECTING = 0;
                  readyState = 0;
                  constructor() { socket = this; }
                  close() { this.onclose({ code: 1006 }); }
                };
                const timers = [];
                const original = window.setTimeout;
                window.setTimeout = (task, millis) => timers.push({ task, millis });
                const signaling = new WebSocketSignaling({ base: location.origin, session: 'live', token: null });
                const opening = signaling.open().then(() => 'opened', ({ code, away }) => `${code} ${away}`);
                window.setTimeout = original;
                timers.find(({ millis }) => millis === 3000).task();
                return opening;""")).isEqualTo("signaling_unreachable true");
    }

    @Test
    void messagesArePossibleOnceThereIsAnOffer() throws Exception {
        assertThat(run(SOCKET + """
                const results = [signaling.message({ type: 'early' })];
                const ends = offer();
                results.push(signaling.message({ type: 'chat' }));
                socket.bufferedAmount = 1 << 20;
                results.push(signaling.message({ type: 'late' }));
                socket.bufferedAmount = 0;
                socket.readyState = 3;
                results.push(signaling.message({ type: 'lost' }));
                return [...results, ...socket.sent].join();""")).isEqualTo("false,true,false,false,webrtc_offer,chat");
    }

    /** The one is for the page, the other for signalling, and neither is taken for an answer. */
    @Test
    void messagesAndTheirErrorsDoNotDisturbAnOffer() throws Exception {
        assertThat(run(SOCKET + """
                const ends = offer();
                receive({ type: 'chat' });
                receive({ type: 'error', code: 'unknown_type', message: 'm', retry: false });
                receive({ type: 'error', code: 'message_failed', message: 'm', retry: true });
                receive({ type: 'webrtc_answer', sdp: 'v=0' });
                heard.push(await ends);
                receive({ type: 'error', code: 'viewer_removed', message: 'm', retry: false });
                return heard.join();""")).isEqualTo("chat,unknown_type,message_failed,answered,problem viewer_removed");
    }

    @Test
    void whoSentTooManyMessagesReadsSo() throws Exception {
        assertThat(run(SOCKET + """
                const ends = offer();
                receive({ type: 'webrtc_answer', sdp: 'v=0' });
                await ends;
                receive({ type: 'error', code: 'too_many_messages', message: 'm', retry: true });
                socket.onclose({ code: 4429 });
                return heard.join();""")).isEqualTo("too_many_messages,lost too_many_messages true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | not JSON | 0 | http_403 false 0",
                "429 | not JSON | 9 | http_429 true 9",
                "502 | not JSON | 0 | http_502 true 0",
                "503 | {\"code\":\"full\",\"detail\":\"d\",\"retry\":true} | 7 | full true 7",
                "403 | {\"code\":\"not_invited\",\"detail\":\"d\",\"retry\":false} | 0 | not_invited false 0",
                "403 | {\"code\":\"of_another_server\"} | 0 | of_another_server false 0",
                "404 | {\"title\":\"no code\"} | 0 | http_404 false 0",
            })
    void aResponseOverWhepDoes(int status, String body, int retryAfter, String expected) throws Exception {
        assertThat(run("""
                const { WhepSignaling } = await import('/whep.js');
                window.fetch = async () => new Response('%s', { status: %d, headers: { 'Retry-After': '%d' } });
                const signaling = new WhepSignaling({ base: location.origin, session: 'live', token: null });
                return signaling.offer('v=0').catch(({ code, transient, retryAfter }) =>
                  [code, transient, retryAfter].join(' '));""".formatted(body, status, retryAfter))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer_closed, no_such_channel, channel_closed The show is over. false",
        "viewer_closed, too_many_viewers, too_many_viewers None. true",
        "path_lost, no_such_channel, no_such_channel None. false",
    })
    void whyAChannelWasClosedOutlivesThatItIsGone(String before, String code, String expected) throws Exception {
        assertThat(run("""
                const { Problem } = await import('/problem.js');
                const { code, message, transient } = Problem.inSuccession(
                  Problem.fromServer({ code: '%s', message: 'The show is over.' }),
                  Problem.fromServer({ code: '%s', message: 'None.' }));
                return [code, message, transient].join(' ');""".formatted(before, code))).isEqualTo(expected);
    }

    private static String run(String body) throws Exception {
        return browser.evaluate("(async () => {" + body + "})()").asText();
    }
}
