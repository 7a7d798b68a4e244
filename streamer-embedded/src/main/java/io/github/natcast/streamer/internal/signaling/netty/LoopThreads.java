package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The threads of event loops. Netty catches what a handler or task throws; of what ends a loop it only logs, and the
 * thread runs out: that nobody can mend, so it is told. Thread-safe.
 */
final class LoopThreads extends DefaultThreadFactory {
    private final ThreadFailures failures;
    private volatile boolean ending;

    LoopThreads(String name, ThreadFailures failures) {
        super(name, true);
        this.failures = failures;
    }

    @Override
    public Thread newThread(Runnable loop) {
        return super.newThread(() -> {
            loop.run();
            if (!ending) {
                throw new IllegalStateException("Netty's event loop ended, and its log says why");
            }
        });
    }

    @Override
    protected Thread newThread(Runnable loop, String name) {
        Thread thread = super.newThread(loop, name);
        thread.setUncaughtExceptionHandler(failures);
        return thread;
    }

    /** From now on loops may end. */
    void end() {
        ending = true;
    }
}
