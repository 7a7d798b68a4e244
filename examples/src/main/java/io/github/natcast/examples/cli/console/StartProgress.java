package io.github.natcast.examples.cli.console;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says what a start does that takes its time: on a terminal in a line that is written over, elsewhere in a log line now
 * and then. A start that is quick says nothing. Thread-safe.
 */
public final class StartProgress {
    /** Shorter starts need no word. */
    private static final long QUICK_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final String CLEAR = "\r\u001b[K";
    private static final String[] WHEEL = {"|", "/", "-", "\\"};

    private final LongSupplier nanoTime;
    private final boolean terminal;
    private final Consumer<String> output;
    private final long begun;
    private String stage = "parts are opened";
    private long lines;
    private int turn;
    private boolean shown;
    private boolean done;

    /**
     * @param nanoTime {@link System#nanoTime} except in tests
     * @param terminal whether lines can be written over
     * @param output takes what to write to the terminal, or a message for the log
     */
    public StartProgress(LongSupplier nanoTime, boolean terminal, Consumer<String> output) {
        this.nanoTime = nanoTime;
        this.terminal = terminal;
        this.output = output;
        this.begun = nanoTime.getAsLong();
    }

    /** What is done now. */
    public synchronized void stage(String now) {
        stage = now;
    }

    /** To be called some times a second. */
    public synchronized void tick() {
        long passed = nanoTime.getAsLong() - begun;
        if (done || passed < QUICK_NANOS) {
            return;
        }
        long seconds = passed / 1_000_000_000;
        if (terminal) {
            shown = true;
            output.accept(CLEAR + WHEEL[turn++ % WHEEL.length] + " warming up for " + seconds + " s: " + stage);
        } else if (passed >= (lines + 1) * LINE_EVERY_NANOS) {
            lines = passed / LINE_EVERY_NANOS;
            output.accept("warming up for " + seconds + " s: " + stage);
        }
    }

    /** The start is over: what is on the terminal goes, and nothing comes any more. */
    public synchronized void done() {
        if (shown) {
            output.accept(CLEAR);
        }
        done = true;
        shown = false;
    }
}
