package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSource.Playback;
import io.github.natcast.streamer.internal.Threads;

/** A daemon thread that delivers one playback; {@link #close()} interrupts and joins it. */
final class SourceThread implements Playback {

    /** Delivers until the end. What it throws goes to the sink; an interrupt means that the playback is closed. */
    @FunctionalInterface
    interface Delivery {
        void run(Gate gate) throws InterruptedException, MediaSourceException;
    }

    /** Holds the thread back while its pictures are not wanted. Thread-safe. */
    static final class Gate {
        private boolean active = true;

        private synchronized void set(boolean nowActive) {
            active = nowActive;
            notifyAll();
        }

        synchronized void await() throws InterruptedException {
            while (!active) {
                wait();
            }
        }
    }

    private final Gate gate = new Gate();
    private final Thread thread;
    private final Runnable cancel;

    /** @param cancel wakes a delivery that an interrupt does not reach */
    SourceThread(String name, Delivery delivery, MediaSink sink, Runnable cancel) {
        this.cancel = cancel;
        thread = Threads.daemon("natcast-source " + name, () -> run(name, delivery, sink));
        thread.start();
    }

    private void run(String name, Delivery delivery, MediaSink sink) {
        try {
            delivery.run(gate);
            sink.onEnd();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (MediaSourceException failure) {
            sink.onFailure(failure);
        } catch (RuntimeException | Error bug) {
            sink.onFailure(new MediaSourceException("source " + name + " failed: " + bug, bug));
        }
    }

    @Override
    public void setActive(boolean active) {
        gate.set(active);
    }

    @Override
    public void close() {
        cancel.run();
        thread.interrupt();
        Threads.joinUninterruptibly(thread);
    }
}
