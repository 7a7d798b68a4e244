package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSource.Playback;
import io.github.natcast.streamer.internal.Threads;

/** A daemon thread that delivers one playback; interrupted and joined by {@link #close()}. */
final class SourceThread implements Playback {

    /** Delivers until the end; what it throws goes to the sink, an interrupt means close. */
    @FunctionalInterface
    interface Delivery {
        void run(ActiveGate gate) throws InterruptedException, MediaSourceException;
    }

    private final ActiveGate gate = new ActiveGate();
    private final Thread thread;
    private final Runnable cancel;

    /** {@code cancel} wakes a delivery that an interrupt does not reach. */
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
