package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Browser;
import io.github.natcast.streamer.browser.BrowserKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page's decisions, run in a browser with a clock that only the test moves. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests.
class PageLogicTest {
    /** A clock, a back-off without chance, and a recovery that writes down what it does. */
    private static final String SETTING = """
            const { Recovery } = await import('/recovery.js');
            const { BackOff } = await import('/backoff.js');
            const did = [];
            let time = 0, timers = [], answers = () => {};
            const clock = {
              now: () => time,
              after(millis, task) {
                const timer = { at: time + millis, task };
                timers.push(timer);
                return () => { timers = timers.filter(other => other !== timer); };
              },
            };
            const pass = millis => {
              const end = time + millis;
              for (let due; (due = timers.filter(t => t.at <= end).sort((a, b) => a.at - b.at)[0]);) {
                timers = timers.filter(other => other !== due);
                time = due.at;
                due.task();
              }
              time = end;
            };
            const recovery = new Recovery({ clock, backOff: new BackOff(() => 0), actions: {
              attempt: () => did.push(`attempt at ${time}`),
              abandon: () => did.push('abandon'),
              restartIce: why => did.push(`restart: ${why}`),
              listen: task => { answers = task; return () => { answers = () => {}; }; },
              changed: () => { if (did.at(-1) !== recovery.state) did.push(recovery.state); },
            }, stalled: { code: 'stalled', transient: true } });
            const full = { code: 'full', transient: true };
            const gone = { code: 'gone', transient: true, away: true };
            const removed = { code: 'removed', transient: false };
            const playing = () => { recovery.start(); recovery.connected(); recovery.plays(); };
            """;

    private static final TestServer SERVER = new TestServer();
    private static Browser browser;

    @BeforeAll
    static void openOnTheServersOrigin() throws Exception {
        browser = BrowserKind.CHROMIUM.startOrSkip();
        browser.open(SERVER.uri("/favicon.svg").toString());
        browser.await("document.readyState === 'complete' && location.pathname === '/favicon.svg'", LIMIT);
    }

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        SERVER.close();
    }

    @Test
    void pausesDoubleFromHalfASecondToEight() throws Exception {
        JsonNode pauses = run("""
                const { BackOff } = await import('/backoff.js');
                const longest = new BackOff(() => 0), shortest = new BackOff(() => 0.999999);
                const all = [longest, shortest].map(b => Array.from({ length: 7 }, () => b.next()));
                longest.reset();
                return [...all, [longest.next()]];""");

        assertThat(numbers(pauses.get(0))).containsExactly(0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0);
        assertThat(numbers(pauses.get(1)))
                .allSatisfy(pause -> assertThat(pause).isGreaterThan(0.37))
                .last()
                .satisfies(pause -> assertThat(pause).isBetween(6.0, 6.1));
        assertThat(numbers(pauses.get(2))).containsExactly(0.5);
    }

    @Test
    void aSecondWithoutFramesIsSilence() throws Exception {
        assertThat(list("""
                const { FrameWatch } = await import('/frames.js');
                const watch = new FrameWatch(0);
                const seen = [watch.isSuspicious(699), watch.isSuspicious(700)];
                watch.decoded(7, 700);
                seen.push(watch.isSilent(1000));
                watch.decoded(7, 950);
                seen.push(watch.isSilent(950), watch.isSilent(1000));
                watch.shown(1500);
                seen.push(watch.isSuspicious(2100), watch.isSilent(2500));
                return seen;""")).containsExactly("false", "true", "false", "false", "true", "false", "false");
    }

    @Test
    void aPageInTheBackgroundDecodesAndShowsNothing() throws Exception {
        assertThat(list("""
                const { FrameWatch } = await import('/frames.js');
                const watch = new FrameWatch(0);
                const seen = [];
                for (let second = 1; second < 6; second++) {
                  watch.decoded(25 * Math.min(second, 4), second * 1000);
                  seen.push(watch.isSilent(second * 1000));
                }
                return seen;""")).containsExactly("false", "false", "false", "false", "true");
    }

    @Test
    void aFailedAttemptIsRepeatedAfterGrowingPauses() throws Exception {
        assertThat(list(SETTING + """
                recovery.start();
                recovery.failed(full);
                pass(499); pass(1);
                recovery.failed(full);
                pass(1000);
                recovery.connected();
                recovery.plays();
                return did;"""))
                .containsExactly(
                        "attempt at 0",
                        "connecting",
                        "waiting",
                        "attempt at 500",
                        "connecting",
                        "waiting",
                        "attempt at 1500",
                        "connecting",
                        "connected",
                        "playing");
    }

    @Test
    void aServerThatAsksForAPauseGetsIt() throws Exception {
        assertThat(list(SETTING + """
                recovery.start();
                recovery.failed({ code: 'full', transient: true, retryAfter: 7 });
                did.push(String(recovery.nextAttemptAt));
                pass(7000);
                recovery.failed({ code: 'full', transient: true, retryAfter: 0.1 });
                did.push(String(recovery.nextAttemptAt));
                return did;"""))
                .containsExactly(
                        "attempt at 0",
                        "connecting",
                        "waiting",
                        "7000",
                        "attempt at 7000",
                        "connecting",
                        "waiting",
                        "8000");
    }

    @Test
    void lostSignallingIsReplacedAtOnceBesideThePictureThatGoesOn() throws Exception {
        assertThat(list(SETTING + """
                playing();
                pass(60000);
                recovery.signalingLost(gone);
                did.push(recovery.problem.code);
                recovery.plays();
                did.push(String(recovery.problem));
                return did.slice(4);""")).containsExactly("attempt at 60000", "playing", "gone", "playing", "null");
    }

    @Test
    void whenTheServerIsKilledThePictureStaysUntilASecondHasPassed() throws Exception {
        assertThat(list(SETTING + """
                playing();
                pass(60000);
                recovery.signalingLost(gone);
                recovery.failed(gone);
                pass(100);
                recovery.frames(false);
                pass(400);
                recovery.failed(gone);
                recovery.failed(gone);
                pass(50);
                answers();
                recovery.connected();
                recovery.plays();
                return did.slice(4);"""))
                .containsExactly(
                        "attempt at 60000",
                        "playing",
                        "waiting",
                        "attempt at 60500",
                        "interrupted",
                        "waiting",
                        "attempt at 60550",
                        "interrupted",
                        "playing");
    }

    @Test
    void aRemovedViewerStaysAwayUntilAPersonWantsIt() throws Exception {
        assertThat(list(SETTING + """
                playing();
                pass(60000);
                recovery.lost(removed);
                pass(600000);
                recovery.pathChanged('online');
                recovery.start();
                return did.slice(4);""")).containsExactly("interrupted", "failed", "attempt at 660000", "interrupted");
    }

    @Test
    void aPictureThatStandsStillForNoReasonIsReplaced() throws Exception {
        assertThat(list(SETTING + """
                playing();
                recovery.frames(false);
                pass(7000);
                recovery.frames(true);
                pass(60000);
                recovery.frames(false);
                pass(8000);
                did.push(recovery.problem.code);
                return did.slice(4);"""))
                .containsExactly(
                        "interrupted",
                        "restart: noFrames",
                        "playing",
                        "interrupted",
                        "restart: noFrames",
                        "attempt at 75000",
                        "interrupted",
                        "stalled");
    }

    @Test
    void aPictureThatStaysForASecondOnlyIsNoSuccess() throws Exception {
        assertThat(list(SETTING + """
                recovery.start();
                for (let i = 0; i < 3; i++) {
                  recovery.connected();
                  recovery.plays();
                  pass(1000);
                  recovery.lost(full);
                  did.push(recovery.nextAttemptAt - time);
                  pass(recovery.nextAttemptAt - time);
                }
                return did.filter(entry => typeof entry === 'number');""")).containsExactly("500", "1000", "2000");
    }

    @Test
    void anotherNetworkRestartsIceOrEndsTheWait() throws Exception {
        assertThat(list(SETTING + """
                recovery.start();
                recovery.pathChanged('too early');
                recovery.connected();
                recovery.plays();
                recovery.pathChanged('online');
                pass(60000);
                recovery.signalingLost(gone);
                recovery.pathChanged('while an attempt runs');
                recovery.failed(full);
                recovery.pathChanged('while it waits');
                return did;"""))
                .containsExactly(
                        "attempt at 0",
                        "connecting",
                        "connected",
                        "playing",
                        "restart: online",
                        "attempt at 60000",
                        "playing",
                        "attempt at 60000",
                        "playing");
    }

    @Test
    void packetsThatReturnMakeTheReplacementNeedless() throws Exception {
        assertThat(list(SETTING + """
                playing();
                pass(60000);
                recovery.frames(false);
                pass(8000);
                recovery.frames(true);
                did.push(String(recovery.problem));
                pass(60000);
                recovery.signalingLost(gone);
                recovery.frames(false);
                recovery.frames(true);
                return did.slice(4);"""))
                .containsExactly(
                        "interrupted",
                        "restart: noFrames",
                        "attempt at 68000",
                        "interrupted",
                        "abandon",
                        "playing",
                        "null",
                        "attempt at 128000",
                        "playing",
                        "interrupted",
                        "playing");
    }

    /** Whatever happens in whatever order: never two attempts, never two plans, and always a way on. */
    @Test
    void noOrderOfEventsLeadsToADeadEnd() throws Exception {
        List<String> broken = list(SETTING + """
                let seed = %d, running = 0;
                const random = n => { seed = (seed * 1103515245 + 12345) %% 2147483648; return seed %% n; };
                const broken = [];
                const events = {
                  start: () => recovery.start(),
                  connected: () => running && recovery.connected(),
                  plays: () => { if (running) { running = 0; recovery.plays(); } },
                  failed: () => { if (running) { running = 0; recovery.failed([full, gone, removed][random(3)]); } },
                  lost: () => recovery.picture !== 'none' && recovery.lost([full, gone, removed][random(3)]),
                  signalingLost: () => recovery.picture !== 'none' && recovery.signalingLost(gone),
                  stalled: () => recovery.frames(false),
                  flowing: () => recovery.frames(true),
                  path: () => recovery.pathChanged('x'),
                  answers: () => answers(),
                  pass: () => pass(random(12000)),
                  stop: () => { recovery.stop(); recovery.start(); },
                };
                const names = Object.keys(events);
                const push = did.push.bind(did);
                did.push = entry => {
                  if (String(entry).startsWith('attempt')) running = 1;
                  if (entry === 'abandon') running = 0;
                  return push(entry);
                };
                recovery.start();
                for (let step = 0; step < 20000; step++) {
                  const name = names[random(names.length)];
                  events[name]();
                  const state = recovery.state;
                  const planned = recovery.nextAttemptAt !== null;
                  const stalled = recovery.picture === 'stalled';
                  if (planned && timers.length === 0 || timers.length > planned + stalled) broken.push(`${step} ${name}: ${timers.length} timers`);
                  if (planned && running) broken.push(`${step} ${name}: an attempt and a plan`);
                  const goesOn = running || planned || state === 'failed' || state === 'playing' || timers.length;
                  if (!goesOn) broken.push(`${step} ${name}: a dead end in ${state}`);
                  if (['waiting', 'failed'].includes(state) && !recovery.problem) broken.push(`${step} ${name}: no reason`);
                }
                return broken.slice(0, 5);""".formatted(new Random(11).nextInt(1 << 30)));

        assertThat(broken).isEmpty();
    }

    private static JsonNode run(String body) throws Exception {
        return browser.evaluate("(async () => {" + body + "})()");
    }

    private static List<String> list(String body) throws Exception {
        List<String> entries = new ArrayList<>();
        run(body).forEach(entry -> entries.add(entry.asText()));
        return entries;
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(entry -> numbers.add(entry.asDouble()));
        return numbers;
    }
}
