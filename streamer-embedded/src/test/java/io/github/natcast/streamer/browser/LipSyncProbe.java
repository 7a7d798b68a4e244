package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * Measures the offset between flashes and beeps in a page that plays {@link FlashAndBeep} or a similar source, as often
 * as wanted and over any time. Confined to the browser's thread.
 */
public final class LipSyncProbe {
    private static final double FURTHEST_MILLIS = 450;

    private static final String SCRIPT = script();

    /**
     * The browser's own measurement (the median over 1.5 s) and its details. Estimated playout timestamps are on the
     * sender's clock, from its sender reports; they refer to the time at which a picture is passed to the compositor.
     */
    private static final String STATISTICS = """
            (async () => {
              const differences = [];
              let all;
              const of = kind => all.find(s => s.type === 'inbound-rtp' && s.kind === kind);
              for (let i = 0; i < 21; i++) {
                all = [...(await natcast.connection.getStats()).values()];
                differences.push(of('video').estimatedPlayoutTimestamp - of('audio').estimatedPlayoutTimestamp);
                await new Promise(resolve => setTimeout(resolve, 73));
              }
              const delay = s => 1000 * s.jitterBufferDelay / s.jitterBufferEmittedCount;
              const audio = of('audio');
              const codec = all.find(s => s.id === audio.codecId);
              const output = all.find(s => s.id === audio.playoutId);
              return { timeOrigin: performance.timeOrigin, playout: differences.sort((a, b) => a - b)[10],
                  output: 1000 * output.totalPlayoutDelay / output.totalSamplesCount,
                  tapOutput: 1000 * lipSync.context.outputLatency,
                  audioBuffer: delay(audio), videoBuffer: delay(of('video')),
                  codec: codec.mimeType, fmtp: codec.sdpFmtpLine,
                  packets: audio.packetsReceived, lost: audio.packetsLost, energy: audio.totalAudioEnergy,
                  concealed: audio.concealedSamples - audio.silentConcealedSamples };
            })()""";

    private final Chromium browser;

    private LipSyncProbe(Chromium browser) {
        this.browser = browser;
    }

    /**
     * Starts the measurement in the page and turns on its audio.
     *
     * @param browser allows scripts of tests, and shows a page that plays audio and pictures
     */
    public static LipSyncProbe install(Chromium browser) throws IOException, InterruptedException {
        browser.evaluate("document.querySelector('video').muted && document.querySelector('#mute').click()");
        browser.evaluate(SCRIPT);
        return new LipSyncProbe(browser);
    }

    /**
     * Measures the next {@code count} flashes and beeps. Browsers need up to half a minute to synchronize both, halving
     * the offset at each step, and leave 30 ms uncorrected.
     */
    public Reading read(int count, Duration limit) throws IOException, InterruptedException {
        JsonNode had = browser.evaluate("[lipSync.flashes, lipSync.beeps].map(list => list.at(-1) ?? 0)");
        String enough = "[lipSync.flashes, lipSync.beeps].every((list, i) => list.filter(time => time > " + had
                + "[i]).length >= " + count + ")";
        long deadline = System.nanoTime() + limit.toNanos();
        while (!browser.evaluate(enough).asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("fewer than " + count + " flashes or beeps arrived in " + limit.toSeconds()
                        + " s: " + browser.evaluate("[lipSync.flashes, lipSync.beeps]"));
            }
            // Polled rarely, because each answer costs the playing browser time.
            TimeUnit.MILLISECONDS.sleep(250);
        }
        JsonNode flashes = browser.evaluate("lipSync.flashes");
        JsonNode beeps = browser.evaluate("lipSync.beeps.slice(-" + count + ")");
        JsonNode tapped = browser.evaluate("lipSync.tapped.slice(-" + count + ")");
        JsonNode local = browser.evaluate("lipSync.local.slice(-" + count + ")");
        JsonNode statistics = browser.evaluate(STATISTICS);
        double output = statistics.get("output").asDouble();
        double origin = statistics.get("timeOrigin").asDouble();
        return new Reading(
                numbers(browser.evaluate("lipSync.flashes.slice(-" + count + ")")).stream()
                        .map(time -> time + origin)
                        .toList(),
                numbers(beeps).stream().map(time -> time + origin + output).toList(),
                offsets(beeps, flashes).stream().map(offset -> offset + output).toList(),
                offsets(tapped, flashes),
                numbers(local),
                statistics);
    }

    /**
     * The results in milliseconds; an offset is positive when the beep is late.
     *
     * @param shownAt wall-clock times of the flashes on the screen
     * @param heardAt wall-clock times of the beeps in the loudspeaker
     * @param heard offsets from a flash on the screen to its beep in the loudspeaker
     * @param tapped the same offsets as a Web Audio graph measures them; its queue delays the audio
     * @param local the part of that delay that a tone of the page itself has
     * @param statistics {@code playout}: the offset that the browser reports; {@code output}: the delay of the audio
     *     output, included in {@code heard}; {@code tapOutput}: that of the Web Audio graph, included in {@code tapped}
     */
    public record Reading(
            List<Double> shownAt,
            List<Double> heardAt,
            List<Double> heard,
            List<Double> tapped,
            List<Double> local,
            JsonNode statistics) {
        public double heardMedian() {
            return median(heard);
        }

        public double tappedMedian() {
            return median(tapped);
        }

        public double localMedian() {
            return median(local);
        }

        /** The delay of the tap against the loudspeaker. */
        public double tapDelay() {
            return tappedMedian() - heardMedian();
        }

        @Override
        public String toString() {
            return "heard %.0f ms %s, tapped %.0f ms %s, tap delay %.0f ms, of a tone of the page %.0f ms, %s"
                    .formatted(
                            heardMedian(),
                            whole(heard),
                            tappedMedian(),
                            whole(tapped),
                            tapDelay(),
                            localMedian(),
                            statistics);
        }
    }

    /** The offset of each beep from the nearest flash. */
    private static List<Double> offsets(JsonNode beeps, JsonNode flashes) {
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

    private static List<Double> numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asDouble)
                .toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    private static List<Long> whole(List<Double> values) {
        return values.stream().map(Math::round).toList();
    }

    private static String script() {
        try (InputStream file = Objects.requireNonNull(LipSyncProbe.class.getResourceAsStream("lip-sync.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
