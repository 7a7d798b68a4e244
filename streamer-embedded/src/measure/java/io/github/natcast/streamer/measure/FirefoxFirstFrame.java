package io.github.natcast.streamer.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Browser;
import io.github.natcast.streamer.browser.Firefox;
import io.github.natcast.streamer.browser.PlayingPage;
import java.util.ArrayList;
import java.util.List;

/** {@link FirstFrame} in Firefox, reported without a bound. */
final class FirefoxFirstFrame implements Measurement {
    private static final int PROCESSES = 3;
    private static final int VIEWERS = 4;

    @Override
    public List<Finding> run() throws Exception {
        if (Firefox.program().isEmpty()) {
            return List.of(Finding.reported("offer to first frame in Firefox", "no Firefox on the PATH"));
        }
        List<Double> first = new ArrayList<>();
        List<Double> later = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            try (ServerProcess server = ServerProcess.start();
                    Browser browser = Firefox.start()) {
                for (int viewer = 0; viewer < VIEWERS; viewer++) {
                    browser.open("about:blank");
                    JsonNode timings =
                            PlayingPage.open(browser, server.address()).timings();
                    System.err.println("  " + timings + " " + server.ask("timelines"));
                    (viewer == 0 ? first : later)
                            .add(timings.get("firstFrame").asDouble()
                                    - timings.get("offerSent").asDouble());
                }
            }
        }
        return List.of(
                reported("first viewer of a fresh process and browser", first), reported("later viewers", later));
    }

    private static Finding reported(String who, List<Double> millis) {
        Samples samples = new Samples(millis);
        return Finding.reported(
                "offer to first frame in Firefox, " + who,
                "median " + Samples.millis(samples.median()) + " of " + samples.all());
    }
}
