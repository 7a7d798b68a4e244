package io.github.natcast.examples.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongFunction;

/**
 * Hands lines to a stream that may block, such as a pipe that nobody reads: a thread of its own writes them, and
 * whoever logs never waits. Lines that find no room are dropped and counted, and a line in their place says how many.
 * Thread-safe.
 */
final class DroppingStream extends OutputStream {
    private static final int LONGEST_LINE = 64 * 1024;

    private final OutputStream target;
    private final int room;
    private final LongFunction<String> notice;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int waiting;
    private long dropped;
    private boolean writing;

    /**
     * Starts the thread.
     *
     * @param target what may block; owned from now on
     * @param room bytes of lines that may wait
     * @param notice the line in the place of so many dropped ones, with its end
     */
    DroppingStream(OutputStream target, int room, LongFunction<String> notice) {
        this.target = target;
        this.room = room;
        this.notice = notice;
        Thread writer = new Thread(this::run, "natcast-log");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public synchronized void write(int value) {
        line.write(value);
        if (value == '\n' || line.size() >= LONGEST_LINE) {
            byte[] complete = line.toByteArray();
            line.reset();
            if (waiting + complete.length > room) {
                dropped++;
            } else {
                add(complete);
            }
        }
    }

    private void add(byte[] complete) {
        if (dropped > 0) {
            queue(notice());
        }
        queue(complete);
    }

    private void queue(byte[] complete) {
        waiting += complete.length;
        lines.add(complete);
        notifyAll();
    }

    private byte[] notice() {
        String line = notice.apply(dropped);
        dropped = 0;
        return line.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** Waits until all lines are written, but no longer than {@code most}. */
    synchronized void drain(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            while ((writing || !lines.isEmpty() || dropped > 0) && end - System.nanoTime() > 0) {
                wait(1 + (end - System.nanoTime()) / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            try {
                byte[] next = take();
                target.write(next);
                target.flush();
            } catch (IOException closed) {
                // The reader has gone: nothing can be said to anybody.
            } catch (InterruptedException end) {
                return;
            } catch (Error noMemory) {
                // Lines are lost, the thread is not.
            }
        }
    }

    private synchronized byte[] take() throws InterruptedException {
        writing = false;
        notifyAll();
        while (lines.isEmpty() && dropped == 0) {
            wait();
        }
        writing = true;
        if (lines.isEmpty()) {
            return notice();
        }
        byte[] next = lines.remove();
        waiting -= next.length;
        return next;
    }
}
