package io.github.natcast.streamer.internal.media.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends FFmpeg's blocking reads when their time is up, or when the reader is cancelled. {@link #arm} is for the reading
 * thread, {@link #cancel} for any thread.
 */
final class ReadDeadline implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long BASE = System.nanoTime();
    /**
     * Shared and never released: JavaCPP has room for a few callbacks only, and a collected one crashes the process.
     */
    private static final Callback CALLBACK = new Callback();

    /** Nanoseconds since {@link #BASE}; FFmpeg hands its address back to the callback. */
    private final LongPointer deadline = new LongPointer(1L).put(NEVER);

    private volatile boolean cancelled;

    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            return System.nanoTime() - BASE > new LongPointer(opaque).get() ? 1 : 0;
        }
    }

    void attachTo(AVFormatContext context) {
        context.interrupt_callback().callback(CALLBACK).opaque(deadline);
    }

    void arm(long timeoutNanos) {
        deadline.put(System.nanoTime() - BASE + timeoutNanos);
        if (cancelled) {
            deadline.put(0);
        }
    }

    boolean isPast() {
        return System.nanoTime() - BASE > deadline.get();
    }

    boolean isCancelled() {
        return cancelled;
    }

    synchronized void cancel() {
        cancelled = true;
        if (!deadline.isNull()) {
            deadline.put(0);
        }
    }

    @Override
    public synchronized void close() {
        deadline.close();
    }
}
