package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sound and pictures as a real browser plays them. */
class LipSyncTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What catches a wrong clock on any machine. The offset asked for is 40 ms, to be read from the printed figure on an
     * idle one: the way through Web Audio adds some 20 ms to each beep, and browsers tolerate 30 ms before they correct.
     */
    private static final double MOST_MILLIS = 150;

    /**
     * Notes when a picture turns white, by the time at which the browser expects it on the screen, and when silence turns
     * into sound, by the time at which the audio device is given it; both on the clock of {@code performance.now()}.
     */
    private static final String WATCH = """
            (async () => {
              const video = document.querySelector('video');
              window.flashes = []; window.beeps = [];
              const canvas = document.createElement('canvas');
              canvas.width = canvas.height = 8;
              const pixels = canvas.getContext('2d', { willReadFrequently: true });
              let white = true;
              const look = (now, frame) => {
                pixels.drawImage(video, 0, 0, 8, 8);
                const bright = pixels.getImageData(4, 4, 1, 1).data[0] > 128;
                if (bright && !white) { flashes.push(frame.expectedDisplayTime); }
                white = bright;
                video.requestVideoFrameCallback(look);
              };
              video.requestVideoFrameCallback(look);
              const context = new AudioContext({ latencyHint: 'interactive' });
              const code = `registerProcessor('onset', class extends AudioWorkletProcessor {
                quiet = 0;
                process([input]) {
                  const samples = input[0] ?? [];
                  for (let i = 0; i < samples.length; i++) {
                    if (Math.abs(samples[i]) < 0.05) { this.quiet++; continue; }
                    if (this.quiet > sampleRate / 4) { this.port.postMessage((currentFrame + i) / sampleRate); }
                    this.quiet = 0;
                  }
                  return true;
                }
              })`;
              await context.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
              const node = new AudioWorkletNode(context, 'onset');
              context.createMediaStreamSource(video.srcObject).connect(node);
              node.connect(context.destination);
              node.port.onmessage = ({ data }) => {
                const { contextTime, performanceTime } = context.getOutputTimestamp();
                beeps.push(performanceTime + (data - contextTime) * 1000);
              };
              await context.resume();
              window.listening = context;
            })()""";

    private static final String STATISTICS = """
            (async () => {
              const all = [...(await natcast.connection.getStats()).values()];
              const of = kind => all.find(s => s.type === 'inbound-rtp' && s.kind === kind);
              const delay = s => 1000 * s.jitterBufferDelay / s.jitterBufferEmittedCount;
              const audio = of('audio');
              const codec = all.find(s => s.id === audio.codecId);
              return { audio: delay(audio), video: delay(of('video')), codec: codec.mimeType, fmtp: codec.sdpFmtpLine,
                  packets: audio.packetsReceived, lost: audio.packetsLost, energy: audio.totalAudioEnergy,
                  concealed: audio.concealedSamples - audio.silentConcealedSamples,
                  samples: audio.totalSamplesReceived,
                  output: 1000 * (window.listening?.outputLatency ?? 0) };
            })()""";

    private Chromium browser;

    @BeforeEach
    void startBrowser() throws Exception {
        assumeTrue(
                Chromium.program().isPresent(),
                "no Chromium on the PATH (Debian: apt-get install chromium): lip-sync is not measured");
        browser = Chromium.start();
        browser.allowOwnScripts();
    }

    @AfterEach
    void endBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aFlashAndItsBeepComeTogether() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep();
                Streamer streamer = Streamer.builder()
                        .source(program.source)
                        .video(VideoSettings.defaults().withSize(320, 180).withBitrate(500_000))
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .build()) {
            streamer.start();
            PlayingPage.open(browser, streamer.address());
            assertThat(browser.evaluate("document.querySelector('#unmute').hidden")
                            .asBoolean())
                    .as("the page hides its button for sound")
                    .isFalse();
            browser.evaluate("document.querySelector('#unmute').click()");
            browser.evaluate(WATCH);
            browser.await("flashes.length >= 20 && beeps.length >= 20", PATIENCE);
            List<Double> offsets = offsets(browser.evaluate("flashes"), browser.evaluate("beeps"));
            JsonNode statistics = browser.evaluate(STATISTICS);
            System.out.printf(
                    "beep after flash: median %.1f ms, %s; %s%n",
                    median(offsets),
                    offsets.stream().map(offset -> "%.0f".formatted(offset)).toList(),
                    statistics);

            assertThat(statistics.get("codec").asText()).isEqualTo("audio/opus");
            assertThat(statistics.get("fmtp").asText()).contains("useinbandfec=1", "stereo=1");
            assertThat(statistics.get("energy").asDouble()).isPositive();
            assertThat(offsets).hasSizeGreaterThan(5);
            assertThat(Math.abs(median(offsets))).isLessThan(MOST_MILLIS);
        }
    }

    @Test
    void silenceHoldsNoPictureBack() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build()) {
            streamer.start();
            PlayingPage.open(browser, streamer.address());
            TimeUnit.SECONDS.sleep(5);
            JsonNode audio = browser.evaluate("""
                    natcast.connection.getStats().then(report =>
                        [...report.values()].filter(s => s.type === 'inbound-rtp' && s.kind === 'audio')
                            .map(s => s.packetsReceived))""");
            assertThat(audio).as("packets of a source without sound").allMatch(packets -> packets.asInt() == 0);
        }
    }

    /** Each beep less the flash that is nearest, of the last ten: browsers take seconds to bring both in step. */
    private static List<Double> offsets(JsonNode flashes, JsonNode beeps) {
        List<Double> offsets = new ArrayList<>();
        for (int i = beeps.size() - 10; i < beeps.size(); i++) {
            double beep = beeps.get(i).asDouble();
            double nearest = Double.MAX_VALUE;
            for (JsonNode flash : flashes) {
                double offset = beep - flash.asDouble();
                nearest = Math.abs(offset) < Math.abs(nearest) ? offset : nearest;
            }
            if (Math.abs(nearest) < 500) {
                offsets.add(nearest);
            }
        }
        return offsets;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
