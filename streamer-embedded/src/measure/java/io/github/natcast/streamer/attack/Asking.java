package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Asks the server something again and again from a thread of its own, and notes how long that takes. Thread-safe. */
final class Asking implements AutoCloseable {
    private final Question question;
    private final Thread thread;
    private final List<Long> millis = new ArrayList<>();
    private int failed;
    /** Of the question that waits for its answer; 0 between two. */
    private long begunNanos;

    private String reason = "";
    private volatile boolean running = true;

    /** One question, which an IOException answers with no. */
    @FunctionalInterface
    interface Question {
        /**
         * Asks once.
         *
         * @param number counts the questions
         */
        void ask(int number) throws IOException, InterruptedException;
    }

    /**
     * What was noted.
     *
     * @param mostMillis that an answer took, or that one which has not come takes already
     * @param reason of one failure
     */
    record Times(int asked, int failed, long medianMillis, long mostMillis, String reason) {
        @Override
        public String toString() {
            return asked == 0
                    ? "-"
                    : String.format(
                            Locale.ROOT,
                            "%d/%d ms of %d%s",
                            medianMillis,
                            mostMillis,
                            asked,
                            failed == 0 ? "" : ", " + failed + " FAILED (" + reason + ")");
        }
    }

    Asking(String name, long pauseMillis, Question question) {
        this.question = question;
        this.thread = new Thread(() -> run(pauseMillis), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(long pauseMillis) {
        for (int number = 0; running; number++) {
            long begun = begin();
            try {
                question.ask(number);
                note((System.nanoTime() - begun) / 1_000_000, "");
            } catch (IOException e) {
                note(-1, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            } catch (InterruptedException over) {
                return;
            }
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private synchronized long begin() {
        begunNanos = System.nanoTime();
        return begunNanos;
    }

    private synchronized void note(long took, String why) {
        begunNanos = 0;
        if (took < 0) {
            failed++;
            reason = why;
        } else {
            millis.add(took);
        }
    }

    /** Forgets what was noted. */
    synchronized void reset() {
        millis.clear();
        failed = 0;
        reason = "";
    }

    synchronized Times times() {
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        int count = sorted.size();
        long waiting = begunNanos == 0 ? -1 : (System.nanoTime() - begunNanos) / 1_000_000;
        return new Times(
                count + failed,
                failed,
                count == 0 ? -1 : sorted.get(count / 2),
                Math.max(waiting, count == 0 ? -1 : sorted.get(count - 1)),
                reason);
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
    }
}
