package io.github.natcast.streamer.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.PlayingPage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A minute of the default stream, 1280x720 at 25 frames per second in H.264, in one browser. */
final class SteadyPlayback implements Measurement {
    private static final int SETTLING_SECONDS = 5;
    private static final int SECONDS = 60;
    /** Source, conversion and encoding; Linux cuts the names of threads to 15 characters. */
    private static final List<String> MEDIA_THREADS = List.of("natcast-source", "natcast-encoder", "av:", "dec", "enc");

    @Override
    public List<Finding> run() throws Exception {
        try (ServerProcess server = ServerProcess.start();
                Chromium browser = Chromium.start()) {
            PlayingPage page = PlayingPage.open(browser, server.address());
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);

            CpuTime cpuBefore = CpuTime.of(server.pid());
            double encodedBefore = encoded(server);
            JsonNode before = page.statistics();
            TimeUnit.SECONDS.sleep(SECONDS);
            JsonNode after = page.statistics();
            double encodedFrames = encoded(server) - encodedBefore;
            CpuTime cpuAfter = CpuTime.of(server.pid());

            double seconds = (after.get("at").asDouble() - before.get("at").asDouble()) / 1000;
            double rate = growth("frames", before, after) / seconds;
            long freezes = growth("freezes", before, after);
            double media = cpuAfter.secondsSince(cpuBefore, MEDIA_THREADS) / seconds;
            double all = cpuAfter.secondsSince(cpuBefore, List.of("")) / seconds;
            return List.of(
                    new Finding(
                            "frames decoded per second, over a minute",
                            format(rate),
                            "25 ± 1",
                            Math.abs(rate - 25) <= 1),
                    Finding.reported("frames encoded per second, in that minute", format(encodedFrames / seconds)),
                    new Finding("freezes in that minute", String.valueOf(freezes), "0", freezes == 0),
                    new Finding(
                            "CPU of source, conversion and encoding",
                            format(media) + " cores",
                            "at most 1",
                            media <= 1),
                    Finding.reported("CPU of the whole process with one viewer", format(all) + " cores"));
        }
    }

    /** Frames encoded so far, in all codecs. */
    private static double encoded(ServerProcess server) throws IOException, InterruptedException {
        String metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address().resolve("metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("natcast_encoded_frames_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long growth(String name, JsonNode before, JsonNode after) {
        return after.get(name).asLong() - before.get(name).asLong();
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
