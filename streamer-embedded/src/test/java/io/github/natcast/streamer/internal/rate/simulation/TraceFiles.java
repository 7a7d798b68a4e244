package io.github.natcast.streamer.internal.rate.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Leaves a table and a picture of what happened, for a check that failed. */
final class TraceFiles {
    private static final java.nio.file.Path FOLDER = java.nio.file.Path.of("target", "rate-traces");
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 300;
    private static final int MOST_VIEWERS = 4;

    private TraceFiles() {}

    /** Runs the checks; when one fails, its message says where the traces are. */
    static void check(String name, Simulation simulation, Runnable checks) {
        try {
            checks.run();
        } catch (AssertionError failed) {
            throw new AssertionError(failed.getMessage() + "\nTraces: " + write(name, simulation), failed);
        }
    }

    static java.nio.file.Path write(String name, Simulation simulation) {
        try {
            Files.createDirectories(FOLDER);
            for (int i = 0; i < Math.min(MOST_VIEWERS, simulation.traces.size()); i++) {
                Trace trace = simulation.traces.get(i);
                Files.write(FOLDER.resolve(name + "-" + i + ".csv"), trace.csv());
                Files.writeString(FOLDER.resolve(name + "-" + i + ".svg"), svg(name, trace));
            }
            return FOLDER.resolve(name + "-0.csv").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Above, rates in bits per second; below, queues in milliseconds. */
    static String svg(String name, Trace trace) {
        List<String> lines = new ArrayList<>();
        lines.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + 2 * HEIGHT
                + "\" font-family=\"sans-serif\" font-size=\"12\">");
        lines.add("<text x=\"4\" y=\"14\">" + name
                + ": capacity grey, estimate blue, sent green, rendition black; below: queue red, seen orange</text>");
        double most = 1.2 * Math.max(1, trace.largestEstimate());
        lines.add(line(trace, 0, most, "lightgrey", Trace.Sample::capacity));
        lines.add(line(trace, 0, most, "green", Trace.Sample::sent));
        lines.add(line(trace, 0, most, "blue", Trace.Sample::estimate));
        lines.add(line(trace, 0, most, "black", Trace.Sample::rendition));
        lines.add(line(trace, HEIGHT, 1000, "red", sample -> sample.queueNanos() / 1e6));
        lines.add(line(trace, HEIGHT, 1000, "orange", sample -> sample.report().queueingDelayNanos() / 1e6));
        lines.add("</svg>");
        return String.join("\n", lines);
    }

    private static String line(Trace trace, int top, double most, String colour, ToDoubleFunction<Trace.Sample> value) {
        double end = Math.max(1, trace.samples.get(trace.samples.size() - 1).at());
        StringBuilder points = new StringBuilder();
        for (Trace.Sample sample : trace.samples) {
            double height = Math.min(1, value.applyAsDouble(sample) / most);
            points.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", sample.at() / end * WIDTH, top + HEIGHT - height * (HEIGHT - 20)));
        }
        return "<polyline fill=\"none\" stroke=\"" + colour + "\" points=\"" + points + "\"/>";
    }
}
