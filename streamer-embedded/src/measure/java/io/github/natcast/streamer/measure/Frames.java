package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.LipSyncProbe;
import io.github.natcast.streamer.browser.LipSyncProbe.Reading;
import io.github.natcast.streamer.browser.PlayingPage;
import io.github.natcast.streamer.internal.media.source.frames.PythonProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Frames from a Python process at 1280x720 RGB with audio, 25 pictures per second, against the same frames pushed in
 * the JVM: what is dropped, what it costs, and in a browser the age of what is shown and whether sound is in step.
 */
final class Frames implements Measurement {
    private static final int SECONDS = 20;
    private static final double SINK_LIMIT_MILLIS = 15;
    private static final double SHOWN_LIMIT_MILLIS = 15;
    private static final double LIP_SYNC_LIMIT_MILLIS = 40;
    private static final int SETTLING_SECONDS = 5;
    /** The browser halves the difference every few seconds. */
    private static final int SETTLING_BEEPS = 25;

    private static final int BEEPS = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public List<Finding> run() throws Exception {
        List<Finding> findings = new ArrayList<>();
        if (!PythonProgram.isThere()) {
            findings.add(Finding.reported("frames from Python", "no python3"));
            return findings;
        }
        Path folder = Files.createTempDirectory("natcast-frames");
        try {
            intoSink(folder.resolve("sink"), 1280, 720, 25, findings);
            intoSink(folder.resolve("sink"), 1920, 1080, 60, findings);
            if (Chromium.program().isPresent()) {
                intoBrowser(folder.resolve("browser"), findings);
            }
        } finally {
            Files.deleteIfExists(folder);
        }
        return findings;
    }

    private static void intoSink(Path path, int width, int height, int rate, List<Finding> findings) throws Exception {
        String what = width + "x" + height + " RGB, " + rate + "/s, ";
        SinkReadings socket = SinkReadings.ofClient(path, width, height, rate, SECONDS);
        SinkReadings pushed = SinkReadings.ofPush(width, height, rate, SECONDS);
        boolean promised = rate == 25;
        findings.add(new Finding(
                what + "pictures that did not reach the sink, of " + SECONDS * rate,
                socket.missing() + " (" + socket.dropped() + " dropped by the client); pushed: " + pushed.missing(),
                promised ? "none" : "",
                !promised || socket.missing() == 0));
        double later = socket.ages().quantile(0.95) - pushed.ages().quantile(0.95);
        findings.add(new Finding(
                what + "capture to sink, median and 95th percentile",
                socket.describeAges() + "; pushed: " + pushed.describeAges(),
                promised ? "95 % within " + Samples.millis(SINK_LIMIT_MILLIS) + " of pushed" : "",
                !promised || later <= SINK_LIMIT_MILLIS));
        findings.add(Finding.reported(
                what + "processor time, share of one core",
                String.format(
                        Locale.ROOT,
                        "client %.1f %%, source's thread %.1f %%; push with its copy %.1f %%",
                        socket.clientPercent(),
                        socket.sourcePercent(),
                        pushed.sourcePercent())));
    }

    private static void intoBrowser(Path path, List<Finding> findings) throws Exception {
        Samples pushed;
        try (ServerProcess server = ServerProcess.start(MeasuredServer.TIMECODE, MeasuredServer.PUSH_LARGE);
                Chromium browser = Chromium.start()) {
            PlayingPage.open(browser, server.address());
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            pushed = Latency.ages(browser);
        }
        try (ServerProcess server = ServerProcess.start(MeasuredServer.TIMECODE, MeasuredServer.FRAMES + path);
                PythonProgram client = PythonProgram.file("avatar.py", path.toString());
                Chromium browser = Chromium.start()) {
            browser.allowOwnScripts();
            PlayingPage.open(browser, server.address());
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            Samples shown = Latency.ages(browser);
            double later = shown.median() - pushed.median();
            findings.add(new Finding(
                    "capture to shown, median and 95th percentile, client " + client.pid(),
                    describe(shown) + "; pushed: " + describe(pushed),
                    "median within " + Samples.millis(SHOWN_LIMIT_MILLIS) + " of pushed",
                    later <= SHOWN_LIMIT_MILLIS));
            browser.open("about:blank");
            PlayingPage.open(browser, server.address());
            LipSyncProbe probe = LipSyncProbe.install(browser);
            probe.read(SETTLING_BEEPS, PATIENCE);
            Reading reading = probe.read(BEEPS, PATIENCE);
            findings.add(new Finding(
                    "beep after flash, frames from Python, median of " + BEEPS,
                    Samples.millis(reading.heardMedian()),
                    "at most " + Samples.millis(LIP_SYNC_LIMIT_MILLIS),
                    Math.abs(reading.heardMedian()) <= LIP_SYNC_LIMIT_MILLIS));
        }
    }

    private static String describe(Samples samples) {
        return Samples.millis(samples.median()) + ", " + Samples.millis(samples.quantile(0.95));
    }
}
