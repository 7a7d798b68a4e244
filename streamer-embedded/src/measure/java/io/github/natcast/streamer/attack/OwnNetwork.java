package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program again in a network namespace that has nothing but loopback, and there all addresses of 198.18/15 (RFC
 * 2544): attackers, watchers and joiners then come from addresses of their own, and nothing leaves the machine.
 */
final class OwnNetwork {
    private static final String INSIDE = "natcast.attack.inside";
    private static final String PREPARE =
            "ip link set lo up && ip addr add 198.18.0.1/32 dev lo && ip route add local 198.18.0.0/15 dev lo";

    private OwnNetwork() {}

    static boolean isInside() {
        return Boolean.getBoolean(INSIDE);
    }

    /** What a JVM that this one starts needs to know of it. */
    static List<String> options() {
        return isInside() ? List.of("-D" + INSIDE + "=true") : List.of();
    }

    /** Whether this machine lets us make one. */
    static boolean isPossible() throws InterruptedException {
        try {
            return start(List.of("true")).waitFor() == 0;
        } catch (IOException noUnshare) {
            return false;
        }
    }

    /** Runs this JVM's command line again in there, and returns its exit status. */
    static int runAgain(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Jvm.executable());
        command.add("-D" + INSIDE + "=true");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return start(command).waitFor();
    }

    private static Process start(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("unshare", "--map-root-user", "--net", "sh", "-c", PREPARE + " && exec \"$@\"", "sh"));
        all.addAll(command);
        return new ProcessBuilder(all).inheritIO().start();
    }
}
