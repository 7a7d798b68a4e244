package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes an encoded source for all encodings that cannot send its units, on a thread of its own. Begins with the last
 * key frame, and delivers from the newest picture on. Thread-safe.
 */
final class Decoding {
    private static final Logger LOGGER = LoggerFactory.getLogger(Decoding.class);
    /** More means that decoding is slower than the source: the decoder goes on at the next key frame. */
    private static final int MOST_WAITING = 60;

    /** A picture that was decoded; the receiver owns its reference. */
    record Picture(Decoding maker, VideoFrame frame) {}

    private final EncoderFactory codecs;
    private final VideoCodec codec;
    private final Consumer<Picture> output;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<EncodedFrame> waiting = new ArrayDeque<>();
    private final Thread thread;
    /** What the source delivers cannot be decoded: another thread could not either. */
    private volatile boolean refused;
    /** Units that come before the newest: their pictures are past. */
    private int past;

    private boolean skipping;
    private boolean stopped;

    private Decoding(EncoderFactory codecs, VideoCodec codec, List<EncodedFrame> units, Consumer<Picture> output) {
        this.codecs = codecs;
        this.codec = codec;
        this.output = output;
        waiting.addAll(units);
        past = units.size() - 1;
        thread = Threads.daemon("natcast-decoder " + codec, this::run);
    }

    /** @param units from a key frame to the newest; at least one */
    static Decoding start(EncoderFactory codecs, VideoCodec codec, List<EncodedFrame> units, Consumer<Picture> output) {
        Decoding started = new Decoding(codecs, codec, units, output);
        started.thread.start();
        return started;
    }

    void offer(EncodedFrame unit) {
        lock.lock();
        try {
            if (skipping && !unit.keyFrame()) {
                return;
            }
            skipping = false;
            waiting.add(unit);
            if (waiting.size() - past > MOST_WAITING) {
                LOGGER.debug("decoding {} is slower than its source: it goes on at the next key frame", codec);
                waiting.clear();
                past = 0;
                skipping = true;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Does not wait for the thread. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            waiting.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it ended of a failure that need not come again. */
    boolean hasDied() {
        return isOver() && !refused;
    }

    boolean isOver() {
        return !thread.isAlive();
    }

    void join() {
        Threads.joinUninterruptibly(thread);
    }

    private void run() {
        try (VideoDecoder decoder = codecs.openDecoder(codec)) {
            boolean late = isLate();
            for (EncodedFrame unit = take(); unit != null; unit = take()) {
                decoder.decode(unit, late ? VideoFrame::release : frame -> output.accept(new Picture(this, frame)));
                late = isLate();
            }
        } catch (EncoderException failed) {
            refused = true;
            LOGGER.error(
                    "The source's {} cannot be decoded for those who need it in another form: {}",
                    codec,
                    failed.getMessage());
        } catch (RuntimeException | Error bug) {
            ThreadFailures.caught(bug);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLate() {
        lock.lock();
        try {
            return past > 0;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable EncodedFrame take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !stopped) {
                changed.await();
            }
            past = Math.max(0, past - 1);
            return stopped ? null : waiting.poll();
        } finally {
            lock.unlock();
        }
    }
}
