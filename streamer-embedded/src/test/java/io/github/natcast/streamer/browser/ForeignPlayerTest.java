package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.security.WebOrigins;
import java.net.URI;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Offers of players other than natcast's page, in real browsers. */
@SuppressWarnings("NullAway.Init") // The browser starts before the tests of its kind.
@ParameterizedClass
@EnumSource(BrowserKind.class)
class ForeignPlayerTest {
    private static Browser browser;
    private static Streamer streamer;

    @Parameter
    private BrowserKind kind;

    @BeforeParameterizedClassInvocation
    static void start(BrowserKind kind) throws Exception {
        browser = kind.startOrSkip();
        streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .origins(WebOrigins.any())
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build();
        streamer.start();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (browser != null) {
            streamer.close();
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max-bundle | connection.addTransceiver('audio', { direction: 'recvonly' });
            max-bundle | connection.addTransceiver('video', { direction: 'recvonly' });
            balanced   | connection.addTransceiver('video', { direction: 'recvonly' });
            max-compat | connection.addTransceiver('audio', { direction: 'recvonly' });
            """)
    void playsWhateverTheBundlePolicy(String policy, String first) throws Exception {
        String offer = first + """
                for (const kind of ['video', 'audio']) {
                  if (connection.getTransceivers()[0].receiver.track.kind !== kind) {
                    connection.addTransceiver(kind, { direction: 'recvonly' });
                  }
                }
                return connection.createOffer();""";
        plays("{ bundlePolicy: '" + policy + "' }", offer);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void playsAnOfferThatAsksByTheOldOptions(boolean audio) throws Exception {
        plays(
                "{}",
                "return connection.createOffer({ offerToReceiveVideo: true, offerToReceiveAudio: " + audio + " });");
    }

    private void plays(String configuration, String offer) throws Exception {
        URI endpoint = streamer.address().resolve("/whep");
        try (ForeignPlayer player = ForeignPlayer.play(browser, endpoint, configuration, offer)) {
            assertThat(player.goesOn()).isTrue();
            assertThat(player.offer()).contains("a=candidate:");
            assertThat(player.delete(endpoint)).isEqualTo(200);
            assertThat(browser.errors()).as("in %s", kind).isEmpty();
        }
    }
}
