package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds out what a deployment needs on this host.
 *
 * @param frpc the executable that an option names; otherwise it is sought on the path
 * @param turnserver as {@code frpc}
 */
record Planner(Programs installed, Configurations configurations, Optional<Path> frpc, Optional<Path> turnserver) {

    /**
     * The server first, so that nobody is let in before there is something to see; the tunnel last.
     *
     * @param folder where the files will be
     */
    Plan plan(Deployment deployment, Program server, Path folder) throws UserException {
        List<Program> programs = new ArrayList<>(List.of(server));
        List<GeneratedFile> files = new ArrayList<>();
        List<Plan.Missing> missing = new ArrayList<>();
        if (deployment.turn().filter(TurnRelay::onThisHost).isPresent()) {
            Optional<Path> executable = executable("--turnserver", turnserver, "turnserver");
            if (executable.isPresent()) {
                GeneratedFile file = configurations.turnserver(deployment);
                files.add(file);
                programs.add(turnserver(executable.get(), folder, file));
            } else {
                missing.add(new Plan.Missing("coturn", "turnserver"));
            }
        }
        if (deployment.frp().isPresent()) {
            Optional<Path> executable = executable("--frpc", frpc, "frpc");
            if (executable.isPresent()) {
                GeneratedFile file = configurations.frpc(deployment);
                files.add(file);
                programs.add(program(
                        "frpc",
                        executable.get(),
                        "-c",
                        folder.resolve(file.name()).toString()));
            } else {
                missing.add(new Plan.Missing("frpc", "frpc"));
            }
        }
        return new Plan(folder, programs, files, missing);
    }

    /** Its log goes to standard output; its files to where it may write, apart from another coturn's of this host. */
    private static Program turnserver(Path executable, Path folder, GeneratedFile file) {
        return program(
                "coturn",
                executable,
                "-c",
                folder.resolve(file.name()).toString(),
                "--log-file=stdout",
                "--userdb=" + folder.resolve("turndb"),
                "--pidfile=" + folder.resolve("turnserver.pid"));
    }

    private static Program program(String name, Path executable, String... arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        return new Program(name, command, OptionalInt.empty());
    }

    private Optional<Path> executable(String option, Optional<Path> named, String name) throws UserException {
        return named.isPresent() ? Optional.of(Programs.named(option, named.get())) : installed.find(name);
    }
}
