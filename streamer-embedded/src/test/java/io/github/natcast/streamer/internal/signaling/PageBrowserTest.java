package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.browser.Browser;
import io.github.natcast.streamer.browser.BrowserKind;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser before a server without media: its signalling, and what it says when it fails. */
@ParameterizedClass
@EnumSource(BrowserKind.class)
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
class PageBrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String FAILED = "window.natcast && ['waiting', 'failed'].includes(natcast.state)";

    private static Browser browser;
    private final TestServer server = new TestServer();

    @Parameter
    private BrowserKind kind;

    @BeforeParameterizedClassInvocation
    static void startBrowser(BrowserKind kind) throws Exception {
        browser = kind.startOrSkip();
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
    void saysWhyTheServerRefusedAndDoesNotTryAgain() throws Exception {
        server.streamer.rejection = Code.NO_COMMON_CODEC;
        open("/?session=stage-1");

        assertThat(text("natcast.error.code")).isEqualTo("no_common_codec");
        assertThat(text("problemMessage.textContent")).isEqualTo("Rejected for the test.");
        assertThat(text("problemCode.textContent")).isEqualTo("no_common_codec: the line");
        assertThat(text("countdown.textContent")).isEmpty();
        assertThat(text("document.querySelector('#session').textContent")).isEqualTo("stage-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?whep"})
    void triesAgainByItselfWhenThereIsNoPlace(String path) throws Exception {
        server.streamer.rejection = Code.TOO_MANY_VIEWERS;
        open(path);

        assertThat(text("problemTitle.textContent")).isEqualTo("Every place is taken");
        browser.await("natcast.attempts >= 2", LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?session=club", "/?whep&session=club"})
    void showsTheProgramsRefusalWithAButtonAndWaitsForIt(String path) throws Exception {
        server.streamer.refusal = Admission.refuse(403, "not_invited", "This evening is for members.");
        browser.open(server.uri(path).toString());
        browser.await("window.natcast && natcast.state === 'failed'", LIMIT);

        assertThat(text("problemMessage.textContent")).isEqualTo("This evening is for members.");
        assertThat(text("document.title")).isEqualTo("club · natcast");
        assertThat(text("countdown.textContent")).isEmpty();
        assertThat(text("[natcast.attempts, natcast.player.problem.transient].join()"))
                .isEqualTo("1,false");

        server.streamer.refusal = null;
        server.streamer.negotiates = true;
        browser.evaluate("retry.click()");
        browser.await("natcast.attempts === 2 && natcast.timings.answerReceived", LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?whep"})
    void comesBackByItselfWhenTheProgramMayHaveAPlaceLater(String path) throws Exception {
        server.streamer.refusal = Admission.refuse(503, "interval", "The second act begins in a minute.");
        open(path);

        assertThat(text("natcast.state")).isEqualTo("waiting");
        assertThat(text("problemMessage.textContent")).isEqualTo("The second act begins in a minute.");
        browser.await("natcast.attempts >= 2", LIMIT);
    }

    @ParameterizedTest
    @CsvSource({
        "/,This stream requires a token,unauthorized",
        "/?token=wrong,The token is wrong,unauthorized",
        "/?whep&token=wrong,The token is wrong,unauthorized",
        "/?token=secret&session=a%0Ab,No session has such a name,bad_session_name",
    })
    void saysTheTrueReasonWhenTheSocketIsRefused(String path, String title, String code) throws Exception {
        try (TestServer closed = new TestServer(Optional.of("secret"), SignalingLimits.DEFAULTS)) {
            browser.open(closed.uri(path).toString());
            browser.await("window.natcast && natcast.state === 'failed'", LIMIT);

            assertThat(text("problemTitle.textContent")).isEqualTo(title);
            assertThat(text("natcast.error.code")).isEqualTo(code);
            assertThat(text("waitingFor.textContent")).isEqualTo(title);
            assertThat(text("countdown.textContent")).isEmpty();
            assertThat(text("natcast.attempts")).isEqualTo("1");
            browser.open("about:blank");
        }
    }

    @Test
    void foldsAttemptsThatFailAlikeInTheLog() throws Exception {
        open("/");
        server.close();
        browser.evaluate("reconnect.click()");
        browser.await("natcast.attempts >= 5 && natcast.state === 'waiting'", LIMIT);

        assertThat(text("[...document.querySelectorAll('#log .attempt b')].map(title => title.textContent).at(-1)"))
                .matches("Attempts 2 to [5-9]");
        assertThat(text("document.querySelector('#log').textContent")).contains("Answer received");
    }

    @Test
    void logsEachStepWithItsTime() throws Exception {
        open("/");

        JsonNode log = browser.evaluate("natcast.log");
        assertThat(log.findValuesAsText("step"))
                .containsSubsequence("connecting", "iceServers", "offerSent", "answerReceived", "failed");
        assertThat(log)
                .allSatisfy(step -> assertThat(step.get("millis").asDouble()).isBetween(0.0, 20_000.0));
        assertThat(browser.evaluate("document.querySelectorAll('#log li').length")
                        .asInt())
                .isEqualTo(log.size());
    }

    @Test
    void sendsTheOfferWithoutWaitingForCandidates() throws Exception {
        open("/?session=a");

        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered over WEBSOCKET in a");
        assertThat(server.streamer.viewers.get(0).offer).doesNotContain("a=candidate");
        assertThat(text("natcast.error.code")).isEqualTo("browser_refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?whep"})
    void acceptsTheAnswerAndTricklesItsCandidates(String path) throws Exception {
        server.streamer.negotiates = true;
        browser.open(server.uri(path).toString());
        browser.await("window.natcast && natcast.timings.checking", LIMIT);

        assertThat(server.streamer.nextEvent()).startsWith("0 offered");
        assertThat(server.streamer.nextEvent())
                .startsWith("0 candidate candidate:")
                .endsWith("mid 0");
        assertThat(text("natcast.remoteCandidates[0]")).contains("203.0.113.9 10111 typ host");
        assertThat(text("natcast.log.find(entry => entry.step === 'answerReceived').detail"))
                .isEqualTo("VP8");
    }

    @Test
    void offersByWhepWhenAskedTo() throws Exception {
        open("/?whep&session=b");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered over WHEP in b");
        String event = server.streamer.nextEvent();
        while (event.contains("candidate")) { // those that were found before the answer was refused
            event = server.streamer.nextEvent();
        }
        assertThat(event).startsWith("0 closed: the viewer deleted");
    }

    @Test
    void saysWhatToCheckWhenTheServerIsGone() throws Exception {
        open("/");
        server.close();
        browser.evaluate("reconnect.click()");
        browser.await("natcast.state === 'waiting' && natcast.error.code === 'signaling_unreachable'", LIMIT);

        assertThat(text("problemTitle.textContent")).isEqualTo("The server cannot be reached");
        assertThat(text("problemChecks.textContent")).contains("tunnel");
    }

    @ParameterizedTest
    @CsvSource({
        "fd12::1, true",
        "fd12::1%eth0, true",
        "[fd12:3456:789a::1], true",
        "FC00::1, true",
        "fe80::1, true",
        "[fe80::1], true",
        "::1, true",
        "[::1], true",
        "10.0.0.1, true",
        "172.31.255.1, true",
        "192.168.1.10, true",
        "100.64.0.1, true",
        "127.0.0.1, true",
        "169.254.1.1, true",
        "localhost, true",
        "5c0f4c9e-2f4b-4b0a-9b1e-6d1a2c3e4f50.local, true",
        "fcbarcelona.example, false",
        "fd.example.org, false",
        "fe80.example, false",
        "10.example.org, false",
        "10.0.0.1.example.org, false",
        "localhost.example, false",
        "2001:db8::1, false",
        "[2001:db8::fd12:1], false",
        "fd::1, false", // 00fd::1
        "::1234, false",
        "172.32.0.1, false",
        "100.128.0.1, false",
        "51.161.209.200, false"
    })
    void takesOnlyPrivateAddressesForPrivate(String address, boolean isPrivate) throws Exception {
        browser.open(server.uri("/favicon.svg").toString());
        JsonNode verdict = browser.evaluate(
                "import('/unreachable.js').then(({ isPrivate }) => isPrivate({ address: '" + address + "' }))");
        assertThat(verdict.asBoolean()).as(address).isEqualTo(isPrivate);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 820, 1440})
    void fitsItsWidth(int width) throws Exception {
        server.streamer.rejection = Code.NO_COMMON_CODEC;
        browser.resize(width, 800);
        open("/?session=a-rather-long-name-of-a-session-that-somebody-chose");
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("the page's width in %s", kind)
                .isLessThanOrEqualTo(width);
    }

    /** Opens the page, which cannot succeed here, and waits until it says so. */
    private void open(String path) throws Exception {
        browser.open(server.uri(path).toString());
        browser.await(FAILED, LIMIT);
    }

    private String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }
}
