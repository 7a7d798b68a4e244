package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.security.FailureAction;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What happens when a part of the program is dead, and how it ends. */
final class FailureOptions {
    @Option(
            names = "--exit-on-failure",
            description = "Exit with status 70 when a thread has ended, or nothing has been encoded or sent for 10"
                    + " seconds while somebody watches, so that systemd or Docker starts the program again. Without it"
                    + " /healthz tells alone.")
    private boolean exit;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description =
                    "After SIGTERM or Ctrl-C, how long those who watch may go on, 0 to 3600: meanwhile nobody else"
                            + " is let in, and /healthz is 503. Then all are disconnected, within 5 seconds.")
    private int drainSeconds;

    Duration draining() {
        return Duration.ofSeconds(drainSeconds);
    }

    void applyTo(StreamerBuilder builder) throws UserException {
        if (drainSeconds < 0 || drainSeconds > 3600) {
            throw new UserException("--drain " + drainSeconds + " must be 0 to 3600 seconds");
        }
        builder.onFailure(exit ? FailureAction.EXIT : FailureAction.KEEP_RUNNING);
    }
}
