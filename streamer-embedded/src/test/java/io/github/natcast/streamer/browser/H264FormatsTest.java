package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real browser plays H.264 in each profile and packetization mode (RFC 6184 §6.2), whether it offers one or all. */
class H264FormatsTest {
    private static final String OFFER_ONLY = """
            const addTransceiver = RTCPeerConnection.prototype.addTransceiver;
            RTCPeerConnection.prototype.addTransceiver = function (kind, init) {
              const transceiver = addTransceiver.call(this, kind, init);
              if (kind === 'video') {
                const wanted = codec => codec.mimeType === 'video/H264'
                    && codec.sdpFmtpLine.includes('profile-level-id=%s')
                    && codec.sdpFmtpLine.includes('packetization-mode=1') === %s;
                transceiver.setCodecPreferences(RTCRtpReceiver.getCapabilities('video').codecs.filter(wanted));
              }
              return transceiver;
            };""";

    private static final String FORMATS =
            "natcast.connection.%sDescription.sdp.match(/a=(rtpmap|fmtp):.*/g).join('\\n')";

    @ParameterizedTest
    @CsvSource({
        "42e0, 0, '',               ',maximum_unit=\"1148\"'",
        "4d00, 1, ',profile=\"main\"', ''",
        "4d00, 0, ',profile=\"main\"', ',maximum_unit=\"1148\"'"
    })
    void playsWhereTheBrowserOffersThisAlone(String profile, int mode, String profileLabel, String unitLabel)
            throws Exception {
        assumeTrue(Chromium.program().isPresent(), "no Chromium on the PATH: real playback is not tested");
        Streamer streamer = streamer(VideoSettings.defaults());
        try (streamer;
                Chromium browser = Chromium.start()) {
            streamer.start();
            browser.prepare(OFFER_ONLY.formatted(profile, mode == 1));
            PlayingPage page = PlayingPage.open(browser, streamer.address());

            assertThat(formats(browser, "local"))
                    .contains("H264/90000", "packetization-mode=" + mode, "profile-level-id=" + profile)
                    .doesNotContain("packetization-mode=" + (1 - mode), "VP8", "AV1");
            assertThat(formats(browser, "remote"))
                    .contains("packetization-mode=" + mode, "profile-level-id=" + profile + "1f");
            assertPlays(page);
            // The usual encoding, which is warmed up for others, encodes no frame for this viewer.
            assertThat(metrics(streamer.address()))
                    .containsPattern(
                            "frames_total\\{codec=\"h264\",rendition=\"0\"" + profileLabel + unitLabel + "} [1-9]")
                    .containsPattern("frames_total\\{codec=\"h264\",rendition=\"0\"} 0\n");
        }
    }

    /** At 1080p the level exceeds the one that the browser offers, which it allows. */
    @Test
    void playsMainWhereItIsPreferredAndTheBrowserOffersAll() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "no Chromium on the PATH: real playback is not tested");
        Streamer streamer = streamer(
                VideoSettings.defaults().withH264Profile(H264Profile.MAIN).withSize(1920, 1080));
        try (streamer;
                Chromium browser = Chromium.start()) {
            streamer.start();
            PlayingPage page = PlayingPage.open(browser, streamer.address());

            assertThat(formats(browser, "local")).contains("profile-level-id=42e01f", "profile-level-id=4d001f", "VP8");
            assertThat(formats(browser, "remote"))
                    .contains("packetization-mode=1", "profile-level-id=4d0028")
                    .doesNotContain("profile-level-id=42");
            assertThat(page.framesPerSecond(4)).isGreaterThan(10);
            assertThat(page.statistics().get("height").asInt()).isEqualTo(1080);
            assertThat(metrics(streamer.address()))
                    .containsPattern("frames_total\\{codec=\"h264\",rendition=\"0\",profile=\"main\"} [1-9]");
        }
    }

    private static Streamer streamer(VideoSettings video) {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(video)
                .build();
    }

    private static String formats(Chromium browser, String side) throws IOException, InterruptedException {
        return browser.evaluate(FORMATS.formatted(side)).asText();
    }

    private static void assertPlays(PlayingPage page) throws IOException, InterruptedException {
        assertThat(page.framesPerSecond(4)).isBetween(20.0, 30.0);
        assertThat(page.pictureChanges()).isTrue();
        JsonNode statistics = page.statistics();
        assertThat(statistics.get("codec").asText()).isEqualTo("video/H264");
        assertThat(statistics.get("width").asInt()).isEqualTo(1280);
        assertThat(statistics.get("height").asInt()).isEqualTo(720);
    }

    private static String metrics(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address.resolve("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }
}
