package io.github.natcast.streamer.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@link Attacker} in a JVM of its own. Confined to one thread. */
final class AttackerProcess implements AutoCloseable {
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off");

    private final Process process;
    private final BufferedReader output;

    private AttackerProcess(Process process, BufferedReader output) {
        this.process = process;
        this.output = output;
    }

    /** Returns once it is ready to begin. */
    static AttackerProcess start(Attack attack, Victim.Target target, int seconds) throws IOException {
        Process process = new ProcessBuilder(Jvm.politely(Jvm.command(
                        JVM,
                        Attacker.class,
                        List.of(
                                attack.name(),
                                target.http().getAddress().getHostAddress(),
                                Integer.toString(target.http().getPort()),
                                Integer.toString(target.media().getPort()),
                                Integer.toString(seconds)))))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(output.readLine())) {
            throw new IOException("the attackers of " + attack.name() + " did not start");
        }
        return new AttackerProcess(process, output);
    }

    void begin() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
    }

    /** Waits for the end of the attack. */
    Tally await(int seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            Tally none = new Tally();
            none.found("the attackers did not end in time");
            return none;
        }
        String line = output.readLine();
        return Tally.parse(line == null ? "" : line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
