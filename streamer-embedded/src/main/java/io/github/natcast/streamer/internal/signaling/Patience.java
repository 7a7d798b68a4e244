package io.github.natcast.streamer.internal.signaling;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a client to show who it is, once. When that has an end, nothing is left of it: no timer holds a socket that
 * was closed, and what its client has shown. Thread-safe.
 */
final class Patience {
    /** True when nothing came in time. */
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /** Runs the task after so long, on a thread of all timers, unless this has ended by then, or already. */
    @SuppressWarnings("FutureReturnValueIgnored") // its completion is what counts
    void begin(Duration time, Runnable whenOver) {
        ended.thenAccept(over -> {
            if (over) {
                whenOver.run();
            }
        });
        ended.completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
        ended.complete(false);
    }
}
