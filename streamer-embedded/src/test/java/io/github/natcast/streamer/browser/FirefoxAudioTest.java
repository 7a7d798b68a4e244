package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.security.WebOrigins;
import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Audio and pictures as Firefox plays them; it reports less than Chromium does to {@link LipSyncTest}. */
class FirefoxAudioTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Small enough to detect a wrong clock; Web Audio alone adds about 50 ms to each beep. */
    private static final double MOST_MILLIS = 200;

    private static final String WATCH = """
            (() => {
              const video = document.querySelector('video');
              Object.assign(player, { flashes: [], beeps: [] });
              const canvas = document.createElement('canvas');
              canvas.width = canvas.height = 8;
              const pixels = canvas.getContext('2d', { willReadFrequently: true });
              let white = true;
              const look = (now, frame) => {
                pixels.drawImage(video, 0, 0, 8, 8);
                const bright = pixels.getImageData(4, 4, 1, 1).data[0] > 128;
                if (bright && !white) { player.flashes.push(frame.expectedDisplayTime); }
                white = bright;
                video.requestVideoFrameCallback(look);
              };
              video.requestVideoFrameCallback(look);
              const context = new AudioContext({ latencyHint: 'interactive' });
              const listener = context.createScriptProcessor(256, 1, 1);
              let quiet = 0;
              listener.onaudioprocess = ({ inputBuffer, playbackTime }) => {
                const { contextTime, performanceTime } = context.getOutputTimestamp();
                inputBuffer.getChannelData(0).forEach((sample, i) => {
                  if (Math.abs(sample) > 0.05) {
                    if (quiet > context.sampleRate / 4) {
                      const time = playbackTime + i / context.sampleRate;
                      player.beeps.push(performanceTime + (time - contextTime) * 1000);
                    }
                    quiet = 0;
                  } else {
                    quiet++;
                  }
                });
              };
              context.createMediaStreamSource(video.srcObject).connect(listener);
              listener.connect(context.destination);
              player.context = context;
              context.resume();
            })()""";

    /** The offset of each of the last beeps from the nearest flash. */
    private static final String OFFSETS = """
            player.beeps.slice(-8).map(beep => player.flashes.map(flash => beep - flash)
                .reduce((nearest, offset) => Math.abs(offset) < Math.abs(nearest) ? offset : nearest, Infinity))""";

    private static final String STATISTICS = """
            player.connection.getStats().then(report => {
              const audio = [...report.values()].find(s => s.type === 'inbound-rtp' && s.kind === 'audio');
              return { codec: report.get(audio.codecId), packets: audio.packetsReceived, lost: audio.packetsLost,
                  samples: audio.totalSamplesReceived };
            })""";

    @Test
    void aFlashAndItsBeepComeTogether() throws Exception {
        try (Browser browser = BrowserKind.FIREFOX.startOrSkip();
                FlashAndBeep program = new FlashAndBeep();
                Streamer streamer = Streamer.builder()
                        .source(program.source())
                        .video(VideoSettings.defaults().withSize(320, 180).withBitrate(500_000))
                        .origins(WebOrigins.any())
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .build()) {
            streamer.start();
            try (ForeignPlayer player = ForeignPlayer.play(
                    browser,
                    streamer.address().resolve("/whep"),
                    "{}",
                    "for (const kind of ['video', 'audio']) connection.addTransceiver(kind, { direction: 'recvonly' });"
                            + "return connection.createOffer();")) {
                browser.evaluate("document.querySelector('video').muted = false");
                browser.evaluate(WATCH);
                browser.await("player.flashes.length >= 2", PATIENCE);
                JsonNode statistics = browser.evaluate(STATISTICS);
                assertThat(player.offer()).contains("opus/48000/2");
                assertThat(statistics.at("/codec/mimeType").asText()).isEqualTo("audio/opus");
                assertThat(statistics.get("packets").asInt()).isPositive();
                assertThat(statistics.get("samples").asInt()).isPositive();

                assumeTrue(
                        browser.evaluate("player.context.state").asText().equals("running"),
                        "no audio device that Firefox can use: its lip-sync is not measured");
                browser.await("player.flashes.length >= 12 && player.beeps.length >= 12", PATIENCE);
                double[] offsets = sorted(browser.evaluate(OFFSETS));
                double median = offsets[offsets.length / 2];
                System.out.printf(
                        "Firefox, beep after flash: median %.0f ms of %s; %s%n",
                        median,
                        DoubleStream.of(offsets).mapToObj("%.0f"::formatted).toList(),
                        statistics);
                assertThat(Math.abs(median)).isLessThan(MOST_MILLIS);
            }
        }
    }

    private static double[] sorted(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
    }
}
