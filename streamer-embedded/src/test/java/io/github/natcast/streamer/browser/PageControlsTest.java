package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person does with the picture: by keys, by the mouse, and by what a screen reader names. */
@ParameterizedClass
@EnumSource(BrowserKind.class)
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
final class PageControlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Browser browser;
    private static Streamer streamer;

    @Parameter
    private BrowserKind kind;

    @BeforeParameterizedClassInvocation
    static void start(BrowserKind kind) throws Exception {
        browser = kind.startOrSkip();
        streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build();
        streamer.start();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (streamer != null) {
            streamer.close();
            browser.close();
        }
    }

    @AfterEach
    void leave() throws Exception {
        assertThat(browser.errors()).isEmpty();
        browser.open("about:blank");
    }

    @Test
    void keysPauseAndPlayWhatIsLive() throws Exception {
        PlayingPage page = open("/");
        browser.press("k");
        browser.await("natcast.player.paused && state.textContent === 'Paused'", PATIENCE);
        assertThat(text("play.getAttribute('aria-label')")).isEqualTo("Play");

        int decoded = number("natcast.stats.framesDecoded");
        browser.await("natcast.stats.framesDecoded > " + (decoded + 50), PATIENCE); // two seconds
        assertThat(page.pictureChanges()).isFalse();
        assertThat(text("natcast.state + natcast.attempts")).isEqualTo("playing1");

        browser.press(" ");
        browser.await("!natcast.player.paused && state.textContent === 'Live'", PATIENCE);
        assertThat(page.pictureChanges()).isTrue();
    }

    @Test
    void aPictureThatIsPausedStaysPausedInTheNextSession() throws Exception {
        PlayingPage page = open("/");
        browser.press("k");
        browser.evaluate("void (window.before = natcast.player.video), reconnect.click(), 0");
        // As Reconnect says: go on with what is live.
        browser.await("!natcast.player.paused", PATIENCE);
        browser.evaluate("natcast.player.pause(), natcast.connection.close(), 0");
        browser.await(
                "natcast.attempts > 1 && natcast.state === 'playing' && natcast.player.video !== before", PATIENCE);
        assertThat(text("String(natcast.player.paused && natcast.player.video.paused)"))
                .isEqualTo("true");
        assertThat(page.pictureChanges()).isFalse();
    }

    @Test
    void keysSetTheSound() throws Exception {
        open("/");
        assertThat(text("mute.getAttribute('aria-label') + muteLabel.textContent"))
                .isEqualTo("UnmuteUnmute");
        browser.press("m");
        browser.await("!natcast.player.muted && announce.textContent === 'Volume 100%'", PATIENCE);
        browser.press("ArrowDown"); // scrolls the page
        assertThat(text("natcast.player.volume")).isEqualTo("1");
        browser.evaluate("stage.focus()");
        browser.press("ArrowDown");
        browser.press("ArrowDown");
        browser.await("Math.abs(natcast.player.volume - 0.8) < 1e-6", PATIENCE);
        assertThat(text("[volume.value, volume.getAttribute('aria-valuetext'), announce.textContent].join()"))
                .isEqualTo("0.8,80%,Volume 80%");
        browser.press("m");
        browser.await("natcast.player.muted && announce.textContent === 'Sound off'", PATIENCE);
        assertThat(text("volume.value")).isEqualTo("0");
    }

    @Test
    void theQuestionMarkExplainsTheKeys() throws Exception {
        open("/");
        browser.press("?");
        browser.await("help.open && help.contains(document.activeElement)", PATIENCE);
        assertThat(text("help.innerText")).contains("Space, K", "Picture in picture");
        browser.press("Escape");
        browser.await("!help.open", PATIENCE);
        browser.click("#helpButton");
        browser.await("help.open", PATIENCE);
        browser.click("#closeHelp");
        browser.await("!help.open", PATIENCE);
    }

    @Test
    void aClickPausesAndAKeyFillsTheScreen() throws Exception {
        open("/");
        browser.click("#video");
        browser.await("natcast.player.paused", PATIENCE);
        browser.click("#play");
        browser.await("!natcast.player.paused", PATIENCE);
        if (kind == BrowserKind.FIREFOX) {
            return; // without a window, it never has the focus that full screen needs
        }
        browser.press("f");
        browser.await("document.fullscreenElement === stage", PATIENCE);
        browser.await("fullscreen.getAttribute('aria-label') === 'Leave full screen'", PATIENCE);
        browser.evaluate("natcast.player.dispatchEvent(new CustomEvent('verdict',"
                + " { detail: { code: 'x', viewer: 'Try another network.', operator: 'Forward UDP 10111.' } }))");
        assertThat(text("[viewerWords, operatorWords].map(words => words.checkVisibility()).join()"))
                .as("the viewer's advice is enough here")
                .isEqualTo("true,false");
        assertThat(text("document.elementFromPoint(...(({ left, top }) => [left + 2, top + 2])"
                        + "(viewerWords.getBoundingClientRect())).id"))
                .as("it is above the picture")
                .isEqualTo("viewerWords");
        browser.press("f");
        browser.await("document.fullscreenElement === null", PATIENCE);
        browser.await("!stage.contains(notice) && operatorWords.checkVisibility()", PATIENCE);
    }

    @Test
    void theButtonsGoWhileNothingMovesAndComeWithTheFocus() throws Exception {
        open("/");
        browser.await("'idle' in stage.dataset && getComputedStyle(bar).opacity === '0'", PATIENCE);
        browser.evaluate("stage.focus()");
        browser.press("Tab");
        browser.await("document.activeElement === play && !('idle' in stage.dataset)", PATIENCE);
        if (!(browser instanceof Chromium chromium)) {
            return; // Firefox shows no focus without a window
        }
        chromium.prefer("light", "reduce"); // without a transition, in which the old value would still hold
        browser.await("'idle' in stage.dataset", PATIENCE);
        assertThat(text("getComputedStyle(bar).opacity")).isEqualTo("1");
        assertThat(text("getComputedStyle(play).outlineStyle")).isEqualTo("solid");
    }

    @Test
    void darkAndLightFollowTheSystemUntilSomebodyChooses() throws Exception {
        if (!(browser instanceof Chromium chromium)) {
            return;
        }
        chromium.prefer("dark", "no-preference");
        open("/");
        String background = "dark.getAttribute('aria-pressed') + getComputedStyle(document.body).backgroundColor";
        assertThat(text(background)).isEqualTo("truergb(17, 21, 20)");
        chromium.prefer("light", "no-preference");
        browser.await("dark.getAttribute('aria-pressed') === 'false'", PATIENCE);
        browser.click("#dark");
        assertThat(text(background)).isEqualTo("truergb(17, 21, 20)");
        open("/");
        assertThat(text(background)).isEqualTo("truergb(17, 21, 20)");
        browser.evaluate("localStorage.clear()");
    }

    @Test
    void thePlotGrowsWithEverySecond() throws Exception {
        open("/");
        browser.await("natcast.points >= 4", PATIENCE);
        assertThat(text("document.querySelector('[data-curve=bitrate] path').getAttribute('d')"))
                .matches("M\\d+\\.\\d [\\d.]+(L[\\d.]+ [\\d.]+)+");
        browser.await(
                "document.querySelector('[data-curve=delay] svg').getAttribute('aria-label').includes('between')",
                PATIENCE);
        browser.evaluate("plotTable.open = true");
        browser.await("plotRows.rows.length > 0 && plotRows.rows[0].cells[1].textContent.includes('bit/s')", PATIENCE);
    }

    @Test
    void thePictureAloneIsTheWholePage() throws Exception {
        open("/?plain");
        assertThat(text("[stage.offsetWidth === innerWidth, stage.offsetHeight === innerHeight,"
                        + " document.documentElement.scrollHeight <= innerHeight].join()"))
                .isEqualTo("true,true,true");
        browser.press("k");
        browser.await("natcast.player.paused", PATIENCE);
    }

    @Test
    void diagnosticsNameAllButTheToken() throws Exception {
        open("/?token=top-secret");
        browser.await("natcast.stats?.framesDecoded", PATIENCE);
        assertThat(text("import('/diagnostics.js').then(({ diagnostics }) => diagnostics(natcast))"))
                .contains("\"state\": \"playing\"", "firstFrame", "remoteCandidates", "framesDecoded")
                .doesNotContain("top-secret");
        browser.evaluate(
                "navigator.clipboard.writeText = text => { window.clip = text; return Promise.resolve(); }, 0");
        browser.click("#copy");
        browser.await("announce.textContent === 'Copied' && clip.includes('firstFrame')", PATIENCE);
    }

    @Test
    void eachControlHasItsNameAndNothingForbidsTheSmallWindow() throws Exception {
        open("/");
        assertThat(
                        text(
                                "[...document.querySelectorAll('button, input, svg[role=img], a')]"
                                        + ".filter(e => !(e.getAttribute('aria-label') ?? e.textContent).trim() && e.offsetParent).map(e => e.id).join()"))
                .isEmpty();
        assertThat(text("String(natcast.player.video.disablePictureInPicture ?? false)"))
                .isEqualTo("false");
        assertThat(text("pip.getAttribute('aria-label')")).isEqualTo("Picture in picture");
        assertThat(text("String(pip.hidden === !document.pictureInPictureEnabled)"))
                .isEqualTo("true");
        if (browser instanceof Chromium chromium) {
            assertThat(chromium.accessible())
                    .contains(
                            "button Pause",
                            "button Unmute",
                            "slider Volume",
                            "button Full screen",
                            "button Keys",
                            "link 中文",
                            "heading The last two minutes");
        }
    }

    @Test
    void theSmallWindowShowsTheNextSessionToo() throws Exception {
        open("/");
        if (browser.evaluate("!document.pictureInPictureEnabled").asBoolean()) {
            return;
        }
        browser.press("p");
        browser.await("document.pictureInPictureElement === natcast.player.video", PATIENCE);
        browser.evaluate("void (window.before = natcast.player.video), reconnect.click()");
        browser.await(
                "natcast.player.video !== before && document.pictureInPictureElement === natcast.player.video",
                PATIENCE);
        browser.await("document.querySelectorAll('video').length === 1 && !natcast.player.paused", PATIENCE);
    }

    private static PlayingPage open(String path) throws Exception {
        PlayingPage page = PlayingPage.open(browser, streamer.address().resolve(path));
        browser.await("natcast.stats?.framesDecoded > 0", PATIENCE); // once a second
        return page;
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }

    private static int number(String expression) throws Exception {
        return browser.evaluate(expression).asInt();
    }
}
