package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.browser.Browser;
import io.github.natcast.streamer.browser.BrowserKind;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's line of what the server knows. */
@ParameterizedClass
@EnumSource(BrowserKind.class)
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
final class ServerStatsBrowserTest {
    private static final String FULL =
            "rendition: { width: 1280, height: 720 }, targetBitrate: 2e6, fractionLost: 0.25";

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "packetsResent: 0|1280 × 720 at 2.00 Mbit/s · loss 25.0%",
                "packetsResent: 1, roundTripMillis: 40.4|1280 × 720 at 2.00 Mbit/s · loss 25.0% · round trip 40 ms · "
                        + "1 packet sent again",
                "packetsResent: 7, roundTripMillis: 9, rate: { feedback: 'transport_wide', estimate: 390000,"
                        + " queueingDelayMillis: 12.4, fractionLost: 0.012, roundTripMillis: 30, framesLeftOut: 2 }"
                        + "|1280 × 720 at 2.00 Mbit/s · path carries 390 kbit/s · queue 12 ms · loss 1.2%"
                        + " · round trip 30 ms · 7 packets sent again · 2 pictures left out",
                "packetsResent: 0, rate: { feedback: 'none', queueingDelayMillis: 0, fractionLost: 0, framesLeftOut: 0 }"
                        + "|1280 × 720 at 2.00 Mbit/s · loss 0.0%"
            })
    void saysWhatIsKnown(String stats, String line) throws Exception {
        browser.open(server.uri("/favicon.svg").toString());
        String described = browser.evaluate(
                        "Promise.all([import('/serverstats.js'), import('/texts.js')]).then(([{ describe }, { Texts }]) =>"
                                + " describe({ " + FULL + ", " + stats + " }, new Texts('en')))")
                .asText();
        assertThat(described).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1440})
    void theLineFitsThePage(int width) throws Exception {
        server.streamer.rejection = Code.NO_COMMON_CODEC;
        browser.resize(width, 800);
        browser.open(server.uri("/").toString());
        browser.await("window.natcast && natcast.state === 'failed'", Duration.ofSeconds(20));
        assertThat(browser.evaluate("serverStats.offsetHeight").asInt()).isZero();
        browser.evaluate("Promise.all([import('/serverstats.js'), import('/texts.js')])"
                + ".then(([{ ServerStats }, { Texts }]) => new ServerStats(new Texts('en')).show({ " + FULL
                + ", packetsResent: 1234567, rate: { feedback: 'remb', estimate: 12345678, queueingDelayMillis: 1234.5,"
                + " fractionLost: 0.5, roundTripMillis: 1234, framesLeftOut: 12345 } }))");
        assertThat(browser.evaluate("serverStats.offsetHeight").asInt()).isPositive();
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("the page's width in %s", kind)
                .isLessThanOrEqualTo(width);
    }
}
