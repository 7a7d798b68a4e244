package io.github.natcast.streamer.attack;

import java.nio.file.Path;
import java.util.List;

/**
 * What the measurement is told by system properties, all of which begin with {@code measure.attack.}. Immutable.
 *
 * @param quietSeconds before the attack
 * @param attackSeconds of the attack
 * @param serverOptions of the attacked JVM
 * @param width of the picture
 * @param guests of the attack {@code swarm}
 * @param program the command line's jar, for attacks on it
 * @param logs where the servers' logs go
 */
record Options(
        int quietSeconds,
        int attackSeconds,
        List<String> serverOptions,
        int width,
        int height,
        int guests,
        Path program,
        Path logs) {
    static final String PREFIX = "measure.attack.";

    static Options ofProperties() {
        String[] size = text("size", "640x360").split("x", -1);
        return new Options(
                Integer.parseInt(text("quiet", "8")),
                Integer.parseInt(text("seconds", "20")),
                List.of(text("server", "-Xmx256m").split(" ", -1)),
                Integer.parseInt(size[0]),
                Integer.parseInt(size[1]),
                Integer.parseInt(text("guests", "1000")),
                Path.of(text("program", "../examples/target/natcast.jar")),
                Path.of(text("logs", "target/attacks")));
    }

    private static String text(String name, String unless) {
        String value = System.getProperty(PREFIX + name, "");
        return value.isBlank() ? unless : value.strip();
    }
}
