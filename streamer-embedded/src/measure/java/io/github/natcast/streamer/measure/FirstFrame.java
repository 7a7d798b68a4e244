package io.github.natcast.streamer.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.PlayingPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Time from sending the offer to the first frame on the screen, by the page's own clock. */
final class FirstFrame implements Measurement {
    private static final int PROCESSES = 5;
    private static final int LATER_VIEWERS = 4;

    private final double limitMillis;
    private final List<String> options;

    /** {@code options}: of {@link MeasuredServer}. */
    FirstFrame(double limitMillis, List<String> options) {
        this.limitMillis = limitMillis;
        this.options = options;
    }

    @Override
    public List<Finding> run() throws Exception {
        List<Double> starts = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> later = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            try (ServerProcess server = ServerProcess.start(options.toArray(String[]::new));
                    Chromium browser = Chromium.start()) {
                starts.add((double) server.startTook().toMillis());
                first.add(open(browser, server));
                for (int viewer = 0; viewer < LATER_VIEWERS; viewer++) {
                    browser.open("about:blank");
                    later.add(open(browser, server));
                }
            }
        }
        return List.of(
                Finding.reported("start of the process to ready", spread(starts)),
                bounded("offer to first frame, first viewer of a fresh process and browser", first),
                bounded("offer to first frame, later viewers", later));
    }

    private static double open(Chromium browser, ServerProcess server) throws IOException, InterruptedException {
        PlayingPage page = PlayingPage.open(browser, server.address());
        JsonNode timings = page.timings();
        System.err.println("  " + timings + " " + server.ask("timelines"));
        return timings.get("firstFrame").asDouble() - timings.get("offerSent").asDouble();
    }

    private Finding bounded(String what, List<Double> millis) {
        return new Finding(
                what,
                spread(millis),
                "each below " + Samples.millis(limitMillis),
                new Samples(millis).maximum() < limitMillis);
    }

    private static String spread(List<Double> millis) {
        Samples samples = new Samples(millis);
        return "median " + Samples.millis(samples.median()) + " of " + samples.all();
    }
}
