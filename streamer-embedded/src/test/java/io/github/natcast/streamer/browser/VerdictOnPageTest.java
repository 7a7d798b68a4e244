package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.sdp.diagnose.ViewerVerdictCode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.Viewer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser that gets nothing hears why, and hears it taken back when it gets something. */
@ParameterizedClass
@EnumSource(BrowserKind.class)
final class VerdictOnPageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Keeps the verdicts that come over the page's sockets. */
    private static final String WITNESS = """
            window.verdicts = [];
            window.WebSocket = class extends WebSocket {
              constructor(...all) {
                super(...all);
                this.addEventListener('message', ({ data }) => {
                  const message = JSON.parse(data);
                  if (message.type === 'verdict') verdicts.push(message);
                });
              }
            };""";

    /** A sentence of a language, and none of the other: three English words in a row are one. */
    private static final Map<String, Pattern> WRITTEN = Map.of(
            "en", Pattern.compile("[^\\p{IsHan}]*[a-z]+ [a-z]+ [a-z]+[^\\p{IsHan}]*"),
            "zh", Pattern.compile("(?!.*[a-z]+ [a-z]+ [a-z]+).*\\p{IsHan}{4}.*。"));

    @Parameter
    private BrowserKind kind = BrowserKind.CHROMIUM;

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void saysThatNothingArrivesUntilItDoes(String language) throws Exception {
        BlockingQueue<Optional<ViewerVerdict>> heard = new LinkedBlockingQueue<>();
        try (Browser browser = kind.startOrSkip();
                UdpRelay relay = new UdpRelay(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
                Streamer streamer = Streamer.builder()
                        .video(VideoSettings.defaults().withSize(320, 180))
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .publicAddress("127.0.0.2", relay.port())
                        .listener(new StreamerListener() {
                            @Override
                            public void onVerdict(Viewer viewer, Optional<ViewerVerdict> verdict) {
                                heard.add(verdict);
                            }
                        })
                        .build()) {
            streamer.start();
            browser.prepare(WITNESS);
            browser.open(streamer.address().resolve("?lang=" + language).toString());

            ViewerVerdict verdict = next(heard).orElseThrow();
            assertThat(verdict.code()).isEqualTo(ViewerVerdictCode.PORT_UNREACHABLE);
            assertThat(verdict.general()).contains("UDP 127.0.0.2:" + relay.port());
            assertThat(streamer.metrics()
                            .find("natcast_verdicts_total")
                            .orElseThrow()
                            .samples())
                    .anySatisfy(sample -> assertThat(sample.toString()).contains("port-unreachable", "1"));
            browser.await("natcast.verdict === 'port-unreachable'", PATIENCE);
            for (String words : List.of("viewerWords.innerText", "operatorWords.innerText")) {
                assertThat(browser.evaluate(words).asText()).as(words).matches(WRITTEN.get(language));
            }

            relay.deliverTo(streamer.mediaAddresses().get(0));
            browser.await("natcast.state === 'playing'", PATIENCE);
            browser.await("verdicts.some(verdict => verdict.code === 'none')", PATIENCE);
            assertThat(browser.evaluate("verdicts[0].code").asText()).isEqualTo("port-unreachable");
            assertThat(browser.evaluate("verdicts[0].operator").asText())
                    .as("nothing of the port behind the relay")
                    .doesNotContain(
                            String.valueOf(streamer.mediaAddresses().get(0).getPort()));
            assertThat(browser.evaluate("verdicts[0].viewer").asText()).isNotEmpty();
        }
    }

    private static Optional<ViewerVerdict> next(BlockingQueue<Optional<ViewerVerdict>> heard) throws Exception {
        Optional<ViewerVerdict> next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("a verdict within %s", PATIENCE).isNotNull();
        return next;
    }
}
