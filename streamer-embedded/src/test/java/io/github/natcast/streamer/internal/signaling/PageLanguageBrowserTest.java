package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.browser.Browser;
import io.github.natcast.streamer.browser.BrowserKind;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The page before somebody who reads Chinese. */
@ParameterizedClass
@EnumSource(BrowserKind.class)
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
final class PageLanguageBrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static Browser browser;
    private final TestServer server = new TestServer();

    @Parameter
    private BrowserKind kind;

    @BeforeParameterizedClassInvocation
    static void startBrowser(BrowserKind kind) throws Exception {
        browser = kind.startOrSkip("zh-TW,zh,en");
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

    @ParameterizedTest
    @CsvSource({
        "/, zh-CN, zh, 观看人数已满",
        "/?lang=zh-Hans-SG, zh-CN, zh, 观看人数已满",
        "/?lang=EN, en, en, Every place is taken",
        "/?lang=fr, zh-CN, zh, 观看人数已满",
        "/?lang=%3Cb%3E, zh-CN, zh, 观看人数已满",
    })
    void isInTheLanguageOfTheAddressElseOfTheBrowser(String path, String tag, String asked, String title)
            throws Exception {
        server.streamer.rejection = Code.TOO_MANY_VIEWERS;
        open(path);

        assertThat(text("document.documentElement.lang")).isEqualTo(tag);
        assertThat(text("problemTitle.textContent")).isEqualTo(title);
        assertThat(text("[language.lang, new URL(language.href).searchParams.get('lang')].join()"))
                .isEqualTo(asked.equals("zh") ? "en,en" : "zh,zh");
        assertThat(server.streamer.asked.get(0).query()).containsEntry("lang", List.of(asked));
        assertThat(browser.errors()).as("errors in %s", kind).isEmpty();
    }

    @Test
    void nothingIsLeftInEnglishButTheServersOwnWords() throws Exception {
        server.streamer.rejection = Code.TOO_MANY_VIEWERS;
        open("/");

        assertThat(text("problemDetail.textContent")).isEqualTo("Rejected for the test.");
        assertThat(text("problemMessage.textContent")).isEqualTo("观看人数已达到服务器的上限。");
        assertThat(text("document.body.innerText.replace('Rejected for the test.', '')"))
                .contains("正在连接", "以 WebSocket 连接服务器", "丢包率")
                .doesNotContainPattern("[a-z]{3,} [a-z]{3,} [a-z]{3,}");
        assertThat(text("stage.getAttribute('aria-label')")).isEqualTo("视频播放器");
    }

    /** Who runs the server reads one language, whatever its viewers read. */
    @Test
    void theServerHearsOfProblemsInEnglish() throws Exception {
        assertThat(text("""
                Promise.all([import('/reports.js'), import('/problem.js'), import('/texts.js')])
                    .then(([{ Reports }, { Problem }, { Texts }]) => {
                      const problem = Problem.noPicture(8).speak(new Texts('zh'));
                      return problem.title + new Reports().write('failed', {}, null, problem).error.title;
                    })""", "/favicon.svg")).isEqualTo("已连接，但没有画面Connected, but no picture arrives");
    }

    @Test
    void whatTheProgramSaysStaysAsItIs() throws Exception {
        server.streamer.refusal = Admission.refuse(403, "not_invited", "今晚只对会员开放。");
        open("/");

        assertThat(text("problemMessage.textContent")).isEqualTo("今晚只对会员开放。");
        assertThat(text("String(problemDetail.parentElement.hidden)")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({"zh, '1,234.50 Mbit/s 12 毫秒 25.0%'", "en, '1,234.50 Mbit/s 12 ms 25.0%'"})
    void numbersAndUnitsAreOfTheLanguage(String language, String expected) throws Exception {
        assertThat(text("""
                import('/texts.js').then(({ Texts }) => {
                  const texts = new Texts('%s');
                  return [texts.bitrate(1234.5e6), texts.millis(12.3), texts.percent(0.25, 1)].join(' ');
                })""".formatted(language), "/favicon.svg")).isEqualTo(expected);
    }

    private void open(String path) throws Exception {
        browser.open(server.uri(path).toString());
        browser.await("window.natcast && ['waiting', 'failed'].includes(natcast.state)", LIMIT);
    }

    private String text(String expression, String path) throws Exception {
        browser.open(server.uri(path).toString());
        browser.await("document.readyState === 'complete' && location.pathname === '" + path + "'", LIMIT);
        return text(expression);
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }
}
