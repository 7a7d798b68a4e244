package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A real browser that is made to offer H.264 in packetization mode 0 alone (RFC 6184 §6.2). */
class SingleNalUnitModeTest {
    private static final String OFFER_MODE_0_ALONE = """
            const addTransceiver = RTCPeerConnection.prototype.addTransceiver;
            RTCPeerConnection.prototype.addTransceiver = function (kind, init) {
              const transceiver = addTransceiver.call(this, kind, init);
              if (kind === 'video') {
                const mode0 = codec => codec.mimeType === 'video/H264'
                    && !codec.sdpFmtpLine.includes('packetization-mode=1');
                transceiver.setCodecPreferences(RTCRtpReceiver.getCapabilities('video').codecs.filter(mode0));
              }
              return transceiver;
            };""";

    private static final String FORMATS =
            "natcast.connection.%sDescription.sdp.match(/a=(rtpmap|fmtp):.*/g).join('\\n')";

    @Test
    void playsInABrowserThatOffersMode0Alone() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "no Chromium on the PATH: real playback is not tested");
        Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build();
        try (streamer;
                Chromium browser = Chromium.start()) {
            streamer.start();
            browser.prepare(OFFER_MODE_0_ALONE);
            PlayingPage page = PlayingPage.open(browser, streamer.address());

            assertThat(browser.evaluate(FORMATS.formatted("local")).asText())
                    .contains("H264/90000", "packetization-mode=0")
                    .doesNotContain("packetization-mode=1", "VP8", "AV1");
            assertThat(browser.evaluate(FORMATS.formatted("remote")).asText()).contains("packetization-mode=0");
            assertThat(page.framesPerSecond(4)).isBetween(20.0, 30.0);
            assertThat(page.pictureChanges()).isTrue();
            JsonNode statistics = page.statistics();
            assertThat(statistics.get("codec").asText()).isEqualTo("video/H264");
            assertThat(statistics.get("width").asInt()).isEqualTo(1280);
            assertThat(statistics.get("height").asInt()).isEqualTo(720);
            // The usual encoding, warm for others, makes no frame for this viewer.
            assertThat(encodedFrames(streamer.address()))
                    .containsPattern("frames_total\\{codec=\"h264\",encoder=\"\\w+\",maximum_unit=\"1148\"} [1-9]")
                    .containsPattern("frames_total\\{codec=\"h264\",encoder=\"\\w+\"} 0\n");
        }
    }

    private static String encodedFrames(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address.resolve("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }
}
