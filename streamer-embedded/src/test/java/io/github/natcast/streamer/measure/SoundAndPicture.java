package io.github.natcast.streamer.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.PlayingPage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The streamer's page playing flashes and beeps in a real browser, and how far they are apart there. */
final class SoundAndPicture {
    /** Further apart, a flash and a beep do not belong together. */
    private static final double FURTHEST_MILLIS = 400;

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
            })()""";

    /** What came since the last call, and the counters. */
    private static final String READ = """
            (async () => {
              const all = [...(await natcast.connection.getStats()).values()];
              const of = kind => all.find(s => s.type === 'inbound-rtp' && s.kind === kind);
              const { framesDecoded, freezeCount, packetsReceived, packetsLost } = of('video');
              const audio = of('audio');
              return { flashes: flashes.splice(0), beeps: beeps.splice(0), at: performance.now(),
                  frames: framesDecoded, freezes: freezeCount, pictures: packetsReceived, sounds: audio.packetsReceived,
                  lost: packetsLost + audio.packetsLost, concealed: audio.concealedSamples - audio.silentConcealedSamples };
            })()""";

    /** Counters since the page opened, and the offsets since the last reading: beep after flash. */
    record Reading(
            List<Double> offsetMillis,
            double atMillis,
            long frames,
            long freezes,
            long videoPackets,
            long audioPackets,
            long lost,
            long concealedSamples) {}

    private final Chromium browser;

    private SoundAndPicture(Chromium browser) {
        this.browser = browser;
    }

    /** {@code browser} is fresh: its page may load no scripts of others until it is told here. */
    static SoundAndPicture watch(Chromium browser, URI address) throws IOException, InterruptedException {
        browser.allowOwnScripts();
        PlayingPage.open(browser, address);
        browser.evaluate("document.querySelector('#unmute').click()");
        browser.evaluate(WATCH);
        return new SoundAndPicture(browser);
    }

    Reading read() throws IOException, InterruptedException {
        JsonNode page = browser.evaluate(READ);
        return new Reading(
                offsets(page.get("flashes"), page.get("beeps")),
                page.get("at").asDouble(),
                page.get("frames").asLong(),
                page.get("freezes").asLong(),
                page.get("pictures").asLong(),
                page.get("sounds").asLong(),
                page.get("lost").asLong(),
                page.get("concealed").asLong());
    }

    /** Each beep less the flash that is nearest. */
    private static List<Double> offsets(JsonNode flashes, JsonNode beeps) {
        List<Double> offsets = new ArrayList<>();
        for (JsonNode beep : beeps) {
            double nearest = Double.MAX_VALUE;
            for (JsonNode flash : flashes) {
                double offset = beep.asDouble() - flash.asDouble();
                nearest = Math.abs(offset) < Math.abs(nearest) ? offset : nearest;
            }
            if (Math.abs(nearest) < FURTHEST_MILLIS) {
                offsets.add(nearest);
            }
        }
        return offsets;
    }
}
