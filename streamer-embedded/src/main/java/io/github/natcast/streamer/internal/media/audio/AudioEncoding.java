package io.github.natcast.streamer.internal.media.audio;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.media.bitstream.OpusPackets;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the audio on air into Opus packets: once for all viewers, on a thread of its own that starts with the first
 * subscriber, and only while there is one. As long as there is one, packets come a frame length apart on one clock,
 * whatever source plays and whether or not it has audio: where there is none, there is silence. Packets of a source
 * that has encoded its audio are sent as they are. Owns its thread, encoder and resampler. Thread-safe.
 */
public final class AudioEncoding implements AutoCloseable {
    /** How much may wait for the thread; beyond that the oldest gives way. */
    private static final long MOST_WAITING_NANOS = 2_000_000_000L;

    private static final byte[] NO_PACKET = {};

    /** Samples, or a packet that its source has encoded. */
    private record Piece(@Nullable AudioFrame frame, byte[] packet, long captureTimeNanos, boolean first) {
        long durationNanos() {
            return frame == null ? OpusPackets.durationNanos(packet) : frame.durationNanos();
        }
    }

    private final LongSupplier clock;
    private final AudioLoop loop;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private final Thread thread;
    private long waitingNanos;
    private boolean started;
    private boolean closed;
    /** When the loop wants to be called again; confined to the thread, as is the next. */
    private long nextNanos;

    private boolean resting = true;

    /** {@code nanoClock} is {@link System#nanoTime} except in tests. */
    public AudioEncoding(AudioSettings settings, AudioCodecs codecs, LongSupplier nanoClock) {
        this(settings, codecs, nanoClock, ThreadFailures.logged());
    }

    /** @param failures is told of what fails on the encoding's thread */
    public AudioEncoding(AudioSettings settings, AudioCodecs codecs, LongSupplier nanoClock, ThreadFailures failures) {
        clock = nanoClock;
        loop = new AudioLoop(settings, codecs, this::deliver);
        thread = failures.daemon("natcast-encoder opus", this::run);
    }

    /**
     * Takes the next piece of audio of whatever is on air; never blocks.
     *
     * @param first whether the audio before came from another source
     */
    public void offer(AudioFrame frame, boolean first) {
        offer(new Piece(frame, NO_PACKET, frame.captureTimeNanos(), first));
    }

    /**
     * Takes the next packet of a source on air that has encoded its audio, and sends it as it is; never blocks.
     *
     * @param packet one Opus packet (RFC 6716 §3), whose bytes nobody writes to
     * @param captureTimeNanos of its first sample
     * @param first whether the audio before came from another source
     */
    public void offer(byte[] packet, long captureTimeNanos, boolean first) {
        offer(new Piece(null, packet, captureTimeNanos, first));
    }

    private void offer(Piece piece) {
        lock.lock();
        try {
            if (closed || subscriptions.isEmpty()) {
                return;
            }
            waiting.add(piece);
            waitingNanos += piece.durationNanos();
            while (waitingNanos > MOST_WAITING_NANOS) {
                waitingNanos -= waiting.remove().durationNanos();
                dropped.incrementAndGet();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * From now on the listener gets every packet, on the audio encoder's thread: it must not block. Decoding can begin
     * with any packet.
     */
    public Subscription subscribe(Consumer<EncodedAudio> listener) {
        Subscription subscription = new Subscription(listener);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the audio encoding is closed");
            }
            subscriptions.add(subscription);
            if (!started) {
                started = true;
                thread.start();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        return subscription;
    }

    public AudioStatus status() {
        return new AudioStatus(
                loop.failure(),
                subscriptions.size(),
                loop.frames.get(),
                packets.get(),
                loop.silences.get(),
                bytes.get(),
                dropped.get(),
                loop.correctedSamples.get());
    }

    private void run() {
        List<Piece> arrived = new ArrayList<>();
        try {
            while (await(arrived)) {
                try {
                    encode(arrived);
                } catch (RuntimeException | Error bug) {
                    ThreadFailures.caught(bug);
                    arrived.clear();
                    nextNanos = loop.startOver(bug, clock.getAsLong());
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            loop.rest();
        }
    }

    private void encode(List<Piece> arrived) {
        long now = clock.getAsLong();
        for (Piece piece : arrived) {
            AudioFrame frame = piece.frame();
            if (frame == null) {
                loop.copy(piece.packet(), piece.captureTimeNanos(), now);
            } else {
                loop.append(frame, piece.first(), now);
            }
        }
        arrived.clear();
        nextNanos = loop.encode(now);
    }

    /** Waits until there is something to do and fills {@code arrived}; false when closed. */
    private boolean await(List<Piece> arrived) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                if (subscriptions.isEmpty()) {
                    waiting.clear();
                    waitingNanos = 0;
                    loop.rest();
                    resting = true;
                    changed.await();
                    continue;
                }
                long left = resting ? 0 : nextNanos - clock.getAsLong();
                if (left <= 0 || !waiting.isEmpty()) {
                    resting = false;
                    arrived.addAll(waiting);
                    waiting.clear();
                    waitingNanos = 0;
                    return true;
                }
                changed.awaitNanos(left);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(EncodedAudio packet) {
        packets.incrementAndGet();
        bytes.addAndGet(packet.data().length);
        for (Subscription subscription : subscriptions) {
            try {
                subscription.listener.accept(packet);
            } catch (RuntimeException | Error bug) {
                ThreadFailures.caught(bug);
            }
        }
    }

    /** Ends the encoding and waits until the encoder is closed. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        Threads.joinUninterruptibly(thread); // returns at once if it was never started
    }

    /** A listener's hold on the encoding. Thread-safe. */
    public final class Subscription implements AutoCloseable {
        private final Consumer<EncodedAudio> listener;

        private Subscription(Consumer<EncodedAudio> listener) {
            this.listener = listener;
        }

        /** No packet comes after the one under way; idempotent. */
        @Override
        public void close() {
            lock.lock();
            try {
                subscriptions.remove(this);
                changed.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
