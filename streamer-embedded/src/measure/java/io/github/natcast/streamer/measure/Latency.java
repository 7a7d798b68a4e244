package io.github.natcast.streamer.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.PlayingPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Time from a picture's capture to its presentation in the browser, read from the time code in the picture. Both clocks
 * are this machine's wall clock.
 */
final class Latency implements Measurement {
    private static final int SETTLING_SECONDS = 5;
    /** The browser brings audio and video into step slowly. */
    private static final int SETTLING_WITH_AUDIO_SECONDS = 30;

    private static final double MEDIAN_LIMIT_MILLIS = 60;
    private static final double P95_LIMIT_MILLIS = 100;
    /** The browser delays pictures to match the audio, whose output buffer holds some 30 ms. Not promised. */
    private static final double MEDIAN_WITH_AUDIO_LIMIT_MILLIS = 150;

    private static final double P95_WITH_AUDIO_LIMIT_MILLIS = 200;
    private static final int FEWEST_FRAMES = 600;

    /**
     * The ages in milliseconds of the frames presented in 30 seconds; frames whose time code fails its check are left
     * out.
     */
    private static final String AGES = """
            new Promise(resolve => {
              const CELLS = 32;
              const COLUMNS = 80;
              const video = document.querySelector('video');
              const canvas = new OffscreenCanvas(CELLS, 1);
              const context = canvas.getContext('2d', { willReadFrequently: true });
              context.imageSmoothingEnabled = false;
              const ages = [];
              let unreadable = 0;
              const end = performance.now() + 30_000;
              const bits = (pixels, from, count) => {
                let value = 0;
                for (let cell = from; cell < from + count; cell++) {
                  value = value * 2 + (pixels[4 * cell] > 127 ? 1 : 0);
                }
                return value;
              };
              const frame = () => {
                const shown = performance.timeOrigin + performance.now();
                const side = video.videoWidth / COLUMNS;
                context.drawImage(video, 0, side / 4, side * CELLS, side / 2, 0, 0, CELLS, 1);
                const { data } = context.getImageData(0, 0, CELLS, 1);
                const code = bits(data, 4, 24);
                let check = 0;
                for (let nibble = 0; nibble < 6; nibble++) {
                  check ^= bits(data, 4 + 4 * nibble, 4);
                }
                if (bits(data, 0, 4) === 0b1010 && check === bits(data, 28, 4)) {
                  const age = (Math.round(shown) - code) & 0xffffff;
                  ages.push(age < 0x800000 ? age : age - 0x1000000);
                } else {
                  unreadable++;
                }
                if (performance.now() < end) {
                  video.requestVideoFrameCallback(frame);
                } else {
                  resolve({ ages, unreadable });
                }
              };
              video.requestVideoFrameCallback(frame);
            })""";

    @Override
    public List<Finding> run() throws Exception {
        List<Finding> findings = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(MeasuredServer.TIMECODE);
                Chromium browser = Chromium.start()) {
            PlayingPage.open(browser, server.address());
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            measure("", MEDIAN_LIMIT_MILLIS, P95_LIMIT_MILLIS, browser, findings);
        }
        try (ServerProcess server = ServerProcess.start(MeasuredServer.TIMECODE, MeasuredServer.PUSH);
                Chromium browser = Chromium.start()) {
            PlayingPage.open(browser, server.address());
            browser.evaluate("document.querySelector('#unmute').click()");
            TimeUnit.SECONDS.sleep(SETTLING_WITH_AUDIO_SECONDS);
            measure(", with sound", MEDIAN_WITH_AUDIO_LIMIT_MILLIS, P95_WITH_AUDIO_LIMIT_MILLIS, browser, findings);
        }
        return findings;
    }

    /** The ages in milliseconds of the pictures that a page shows in 30 seconds. */
    static Samples ages(Chromium browser) throws IOException, InterruptedException {
        List<Double> ages = new ArrayList<>();
        browser.evaluate(AGES).get("ages").forEach(age -> ages.add(age.asDouble()));
        return new Samples(ages);
    }

    private static void measure(
            String how, double medianLimit, double p95Limit, Chromium browser, List<Finding> findings)
            throws IOException, InterruptedException {
        JsonNode read = browser.evaluate(AGES);
        List<Double> ages = new ArrayList<>();
        read.get("ages").forEach(age -> ages.add(age.asDouble()));
        Samples samples = new Samples(ages);
        double p95 = samples.quantile(0.95);
        findings.add(new Finding(
                "frames whose time code was read, in 30 s" + how,
                samples.count() + ", and " + read.get("unreadable") + " unreadable",
                "at least " + FEWEST_FRAMES,
                samples.count() >= FEWEST_FRAMES));
        findings.add(new Finding(
                "capture to shown, median" + how,
                Samples.millis(samples.median()),
                "at most " + Samples.millis(medianLimit),
                samples.median() <= medianLimit));
        findings.add(new Finding(
                "capture to shown, 95th percentile" + how,
                Samples.millis(p95),
                "at most " + Samples.millis(p95Limit),
                p95 <= p95Limit));
    }
}
