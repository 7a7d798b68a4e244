package io.github.natcast.streamer.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.LipSyncProbe;
import io.github.natcast.streamer.browser.PlayingPage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The streamer's page in a real browser, and how far apart flashes and beeps are there. */
final class AudioAndVideo {
    /** A flash and a beep that are further apart are not a pair. */
    private static final double FURTHEST_MILLIS = 400;

    /** Returns what {@link LipSyncProbe}'s script has noted since the last call, and the counters. */
    private static final String READ = """
            (async () => {
              const all = [...(await natcast.connection.getStats()).values()];
              const of = kind => all.find(s => s.type === 'inbound-rtp' && s.kind === kind);
              const { framesDecoded, freezeCount, packetsReceived, packetsLost } = of('video');
              const audio = of('audio');
              const output = all.find(s => s.id === audio.playoutId);
              const delay = 1000 * output.totalPlayoutDelay / output.totalSamplesCount;
              lipSync.tapped.splice(0);
              lipSync.local.splice(0);
              return {
                flashes: lipSync.flashes.splice(0),
                beeps: lipSync.beeps.splice(0).map(t => t + delay),
                at: performance.now(),
                frames: framesDecoded,
                freezes: freezeCount,
                pictures: packetsReceived,
                sounds: audio.packetsReceived,
                lost: packetsLost + audio.packetsLost,
                concealed: audio.concealedSamples - audio.silentConcealedSamples,
              };
            })()""";

    /** Counters since the page opened, and the delay of each beep after its flash since the last reading. */
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

    private AudioAndVideo(Chromium browser) {
        this.browser = browser;
    }

    /** {@code browser} must be fresh: scripts of others are allowed here, before its page loads. */
    static AudioAndVideo watch(Chromium browser, URI address) throws IOException, InterruptedException {
        browser.allowOwnScripts();
        PlayingPage.open(browser, address);
        LipSyncProbe.install(browser);
        return new AudioAndVideo(browser);
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

    /** Each beep minus the nearest flash. */
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
