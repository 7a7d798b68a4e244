package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures what the streamer promises, prints a table, and exits with 1 if a bound is broken. The arguments name
 * measurements; without arguments, all that take minutes run.
 */
public final class Measure {
    private static final Map<String, Measurement> MEASUREMENTS = new LinkedHashMap<>();

    static {
        MEASUREMENTS.put("first-frame", new FirstFrame(400, List.of()));
        MEASUREMENTS.put("standby", new Standby());
        MEASUREMENTS.put("first-frame-firefox", new FirefoxFirstFrame());
        MEASUREMENTS.put("steady", new SteadyPlayback());
        MEASUREMENTS.put("latency", new Latency());
        MEASUREMENTS.put("lip-sync", new LipSync());
        MEASUREMENTS.put("many", new ManyViewers());
        MEASUREMENTS.put("bad-input", new BadInput());
        MEASUREMENTS.put("encoder-cost", new EncoderCost());
        MEASUREMENTS.put("frames", new Frames());
        MEASUREMENTS.put("two-in-a-row", new TwoInARow());
    }

    /** These take long and run only when named. */
    private static final Map<String, Measurement> LONG_MEASUREMENTS =
            Map.of("soak", new Soak(), "eight-hours", new EightHours(), "joins", new ThousandsOfJoins());

    private static final Set<String> WITHOUT_BROWSER = Set.of("eight-hours", "joins", "frames", "two-in-a-row");

    private Measure() {}

    public static void main(String[] names) throws IOException {
        boolean browserNeeded = names.length == 0 || !WITHOUT_BROWSER.containsAll(List.of(names));
        if (browserNeeded && Chromium.program().isEmpty()) {
            System.err.println("measure: no Chromium on the PATH (Debian: apt-get install chromium)");
            System.exit(2);
        }
        List<Finding> findings = new ArrayList<>();
        for (String name : names.length == 0 ? MEASUREMENTS.keySet() : Set.of(names)) {
            Measurement measurement = MEASUREMENTS.getOrDefault(name, LONG_MEASUREMENTS.get(name));
            if (measurement == null) {
                System.err.println("measure: \"" + name + "\" is not one of " + MEASUREMENTS.keySet() + " or "
                        + LONG_MEASUREMENTS.keySet());
                System.exit(2);
                return;
            }
            System.err.println("measuring " + name + " …");
            try {
                findings.addAll(measurement.run());
            } catch (Exception | AssertionError e) {
                e.printStackTrace();
                findings.add(new Finding(name, "failed: " + e.getMessage(), "can be measured", false));
            }
        }
        findings.add(Finding.reported("load average at the end, and processors", load()));
        System.out.println(Finding.table(findings));
        System.exit(findings.stream().allMatch(Finding::holds) ? 0 : 1);
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        String load = Files.exists(file) ? Files.readString(file).split(" ", 2)[0] : "unknown";
        return load + " on " + Runtime.getRuntime().availableProcessors();
    }
}
