package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.LipSyncProbe;
import io.github.natcast.streamer.browser.LipSyncProbe.Reading;
import io.github.natcast.streamer.browser.PlayingPage;
import io.github.natcast.streamer.internal.media.ffmpeg.FlashClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Time from a flash on the screen to its beep in the loudspeaker, for pushed frames and for a file, each in fresh
 * pages.
 */
final class LipSync implements Measurement {
    private static final int PAGES = 3;
    /** The browser halves the difference every few seconds. */
    private static final int SETTLING = 25;

    private static final int COUNT = 15;
    private static final double LIMIT_MILLIS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public List<Finding> run() throws Exception {
        List<Finding> findings = new ArrayList<>();
        Path folder = Files.createTempDirectory("natcast-lip-sync");
        Path clip = FlashClip.write(folder.resolve("flash.mp4"), 250, 10);
        try {
            try (ServerProcess server = ServerProcess.start(MeasuredServer.PUSH)) {
                measure("pushed", server, findings);
            }
            try (ServerProcess server = ServerProcess.start(MeasuredServer.PLAY, clip.toString())) {
                measure("file", server, findings);
            }
        } finally {
            Files.deleteIfExists(clip);
            Files.deleteIfExists(folder);
        }
        return findings;
    }

    private static void measure(String source, ServerProcess server, List<Finding> findings) throws Exception {
        try (Chromium browser = Chromium.start()) {
            browser.allowOwnScripts();
            for (int page = 1; page <= PAGES; page++) {
                browser.open("about:blank");
                PlayingPage.open(browser, server.address());
                LipSyncProbe probe = LipSyncProbe.install(browser);
                Reading early = probe.read(3, PATIENCE);
                probe.read(SETTLING, PATIENCE);
                Reading reading = probe.read(COUNT, PATIENCE);
                System.err.println("  " + source + ", page " + page + ": " + reading);
                findings.add(new Finding(
                        "beep after flash, " + source + ", page " + page + ", median of " + COUNT,
                        Samples.millis(reading.heardMedian()) + " (" + spread(reading.heard()) + "); "
                                + Samples.millis(early.heardMedian()) + " in the first seconds; " + witnesses(reading),
                        "at most " + Samples.millis(LIMIT_MILLIS),
                        Math.abs(reading.heardMedian()) <= LIMIT_MILLIS));
            }
        }
    }

    private static String spread(List<Double> millis) {
        Samples samples = new Samples(millis);
        return String.format(Locale.ROOT, "%.0f to %.0f", samples.quantile(0), samples.maximum());
    }

    private static String witnesses(Reading reading) {
        return "through Web Audio " + Samples.millis(reading.tappedMedian()) + ", whose tap is late by "
                + Samples.millis(reading.tapDelay()) + " (a tone of the page by "
                + Samples.millis(reading.localMedian())
                + "); by the browser's account "
                + Samples.millis(reading.statistics().get("playout").asDouble());
    }
}
