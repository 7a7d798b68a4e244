package io.github.natcast.streamer.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Hours of media in minutes, on a clock that the run drives. Each {@link AcceleratedProgram} gets a fresh JVM with a
 * small heap.
 */
final class EightHours implements Measurement {
    @Override
    public List<Finding> run() throws Exception {
        double hours = Double.parseDouble(System.getProperty("measure.media.hours", "8"));
        List<Finding> findings = new ArrayList<>();
        for (AcceleratedProgram.Kind kind : AcceleratedProgram.Kind.values()) {
            findings.addAll(inOwnProcess(kind, hours * kind.share));
        }
        return findings;
    }

    private static List<Finding> inOwnProcess(AcceleratedProgram.Kind kind, double hours) throws Exception {
        System.err.printf("  %s, %.2f hours%n", kind, hours);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcceleratedProgram.class.getName(),
                        kind.name(),
                        Double.toString(hours))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Finding> findings = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                findings.add(Finding.parse(line));
            }
        } finally {
            process.destroy();
        }
        if (findings.isEmpty()) {
            throw new IOException(kind + " reported nothing and ended with " + process.waitFor());
        }
        return findings;
    }
}
