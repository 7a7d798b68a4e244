package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Makes the checks before the start, and prints what they find. */
record Checking(List<Preflight> checks, Messages messages, Locale language, PrintWriter err) {

    /** Whether nothing fatal was found. */
    boolean passes(Path configuration, Deployment deployment) throws UserException, InterruptedException {
        boolean fatal = false;
        for (Preflight check : checks) {
            for (Preflight.Problem problem : check.examine(configuration, deployment, language)) {
                String key = problem.fatal() ? "problem.fatal" : "problem.warning";
                err.println(
                        messages.text(key, problem.sentence(), problem.fix()).strip());
                fatal |= problem.fatal();
            }
        }
        if (fatal) {
            err.println(messages.text("refused"));
        } else if (!checks.isEmpty()) {
            err.println(messages.text("checked", configuration));
        }
        err.flush();
        return !fatal;
    }
}
