package io.github.natcast.examples.cli;

import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.security.FailureAction;
import picocli.CommandLine.Option;

/** What happens when a part of the program is dead. */
final class FailureOptions {
    @Option(
            names = "--exit-on-failure",
            description = "Exit with status 70 when a thread has ended, or nothing has been encoded or sent for 10"
                    + " seconds while somebody watches, so that systemd or Docker starts the program again. Without it"
                    + " /healthz tells alone.")
    private boolean exit;

    void applyTo(StreamerBuilder builder) {
        builder.onFailure(exit ? FailureAction.EXIT : FailureAction.KEEP_RUNNING);
    }
}
