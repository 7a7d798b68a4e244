package io.github.natcast.streamer.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.PlayingPage;
import io.github.natcast.streamer.browser.Screening;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A clip, then live video of another size and rate, then the clip again, several times in one browser. */
final class Switching implements Measurement {
    private static final int SETTLING_SECONDS = 4;
    private static final int PHASE_SECONDS = 4;
    private static final int ROUNDS = 3;
    /** Pictures are expected 40 ms apart; Chromium counts 150 ms more than usual as a freeze. */
    private static final double GAP_LIMIT_MILLIS = 150;

    private final List<String> options;

    /** {@code options}: of {@link MeasuredServer}. */
    Switching(List<String> options) {
        this.options = options;
    }

    @Override
    public List<Finding> run() throws Exception {
        List<Finding> findings = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(options.toArray(String[]::new));
                Chromium browser = Chromium.start()) {
            PlayingPage.open(browser, server.address());
            Screening screening = Screening.begin(browser);
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            for (String way : List.of("ends", "fails", "stalls")) {
                JsonNode before = screening.statistics();
                int first = screening.frames().size();
                for (int round = 0; round < ROUNDS; round++) {
                    server.ask("live");
                    TimeUnit.SECONDS.sleep(PHASE_SECONDS);
                    server.ask(way);
                    TimeUnit.SECONDS.sleep(PHASE_SECONDS);
                }
                JsonNode after = screening.statistics();
                List<Screening.Frame> frames = screening.frames();
                findings.addAll(findings(way, before, after, frames.subList(first, frames.size())));
            }
        }
        return findings;
    }

    private static List<Finding> findings(String way, JsonNode before, JsonNode after, List<Screening.Frame> frames) {
        boolean silent = way.equals("stalls");
        String what = "standby, live, which " + way + ", standby, " + ROUNDS + " times: ";
        double longest = longestGap(frames);
        long freezes = growth("freezes", before, after);
        String changes = growth("keyFrames", before, after) + " key frames, " + growth("plis", before, after) + " PLI, "
                + (after.get("attempts").asInt() - 1) + " reconnections";
        boolean sameStream = after.get("streams").equals(before.get("streams"))
                && after.get("decoder").equals(before.get("decoder"))
                && after.get("sameConnection").asBoolean();
        return List.of(
                // A silent source's last picture stays until the standby takes over, after two seconds.
                silent
                        ? Finding.reported(what + "longest time between shown frames", Samples.millis(longest))
                        : new Finding(
                                what + "longest time between shown frames",
                                Samples.millis(longest),
                                "below " + Samples.millis(GAP_LIMIT_MILLIS),
                                longest < GAP_LIMIT_MILLIS),
                silent
                        ? Finding.reported(what + "freezes", String.valueOf(freezes))
                        : new Finding(what + "freezes", String.valueOf(freezes), "0", freezes == 0),
                new Finding(
                        what + "key frames and connections",
                        changes,
                        "no PLI, one connection, one decoder; a key frame at a cut is the encoder's own",
                        growth("plis", before, after) == 0
                                && growth("keyFrames", before, after) <= 2 * ROUNDS
                                && sameStream));
    }

    private static double longestGap(List<Screening.Frame> frames) {
        double longest = 0;
        for (int i = 1; i < frames.size(); i++) {
            // The count leaps when the page was too slow to look; the frame was shown nevertheless.
            if (frames.get(i).presented() == frames.get(i - 1).presented() + 1) {
                longest =
                        Math.max(longest, frames.get(i).at() - frames.get(i - 1).at());
            }
        }
        return longest;
    }

    private static long growth(String name, JsonNode before, JsonNode after) {
        return after.get(name).asLong() - before.get(name).asLong();
    }
}
