package io.github.natcast.examples.cli.console;

import java.io.PrintWriter;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Help.Ansi;

/** Shows the progress of a start while it lasts. Whoever opens it closes it; a thread of its own writes meanwhile. */
public final class ProgressThread implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");
    private static final long TICK_NANOS = 200_000_000;

    private final StartProgress progress;
    private volatile boolean closed;

    private ProgressThread(StartProgress progress) {
        this.progress = progress;
        Thread thread = new Thread(this::run, "natcast-progress");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Begins.
     *
     * @param out standard output, where it may be a terminal
     * @param quiet whether nothing is to be shown
     * @param lines whether log lines are wanted even on a terminal
     */
    public static ProgressThread begin(PrintWriter out, boolean quiet, boolean lines) {
        boolean terminal = !lines && Ansi.AUTO.enabled();
        StartProgress progress = new StartProgress(System::nanoTime, terminal, text -> {
            if (quiet) {
                return;
            }
            if (terminal) {
                out.print(text);
                out.flush();
            } else {
                LOGGER.info("{}", text);
            }
        });
        Logging.stages(progress::stage);
        return new ProgressThread(progress);
    }

    private void run() {
        while (!closed) {
            progress.tick();
            LockSupport.parkNanos(this, TICK_NANOS);
        }
    }

    /** Clears what is on the terminal. Idempotent. */
    @Override
    public void close() {
        closed = true;
        Logging.stages(stage -> {});
        progress.done();
    }
}
