package io.github.natcast.streamer.attack;

import java.io.IOException;

/** Watches the largest readings of a process, ten times a second, on a thread of its own. Thread-safe. */
final class Peak implements AutoCloseable {
    private static final long EVERY_MILLIS = 100;

    private final long pid;
    private final Thread thread = new Thread(this::run, "peak");
    private ProcessReading most;

    Peak(long pid) throws IOException {
        this.pid = pid;
        this.most = ProcessReading.of(pid);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                ProcessReading now = ProcessReading.of(pid);
                synchronized (this) {
                    most = most.most(now);
                }
            }
        } catch (InterruptedException | IOException over) {
            Thread.currentThread().interrupt(); // closed, or the process is gone
        }
    }

    synchronized ProcessReading most() {
        return most;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
