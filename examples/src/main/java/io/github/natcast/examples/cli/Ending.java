package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.Streamer;
import java.time.Duration;

/** Ends a server, on a signal, within a time that a supervisor can rely on. Confined to the thread of the signal. */
final class Ending {
    /** How long to close takes at most: afterwards the process ends whatever hangs. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Streamer streamer;
    private final Duration draining;

    /** @param draining how long those who watch may go on */
    Ending(Streamer streamer, Duration draining) {
        this.streamer = streamer;
        this.draining = draining;
    }

    void run() {
        Thread closing = new Thread(this::drainAndClose, "natcast-closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(draining.plus(CLOSING).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Logging.drain();
    }

    private void drainAndClose() {
        try {
            streamer.drain(draining);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streamer.close();
        }
    }
}
