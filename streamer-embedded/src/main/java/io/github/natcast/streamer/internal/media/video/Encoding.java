package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.media.bitstream.CodedStream;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One format's encoding: a thread that owns the open encoder. Encodes only while it has a subscriber. Owned by
 * {@link VideoEncodings}; thread-safe.
 */
public final class Encoding {
    private static final Logger LOGGER = LoggerFactory.getLogger(Encoding.class);
    /** How long to wait, after every encoder has failed, before they are tried again. */
    private static final long RETRY_NANOS = 5_000_000_000L;
    /** The same for a smaller rendition, whose viewers see the larger one meanwhile. */
    private static final long RENDITION_RETRY_NANOS = 60_000_000_000L;

    private static final long PAUSE_MILLIS = 100;

    private final EncodingFormat format;
    private final LongSupplier clock;
    private final Consumer<EncodingEvent> events;
    private final Beginning beginning;
    private final BooleanSupplier keyFrameSource;
    private final Runnable watchedChanged;
    private final EncodingCounters counters = new EncodingCounters();
    private final CopyRate copyRate = new CopyRate();
    private final OpenEncoder encoder;
    private final PictureSlot slot;
    private final Thread thread;
    private final WarmUp warmUp = new WarmUp();
    private volatile @Nullable String failure;
    private volatile long retryNanos;
    private volatile boolean keptOpen;
    /** Confined to the thread. */
    private @Nullable String refusedPicture;
    /** Whether the source on air has units that the format's packets cannot carry. Confined to the encodings' lock. */
    private boolean longUnits;

    /**
     * @param settings the size and rate of the format's rendition
     * @param beginning adds a subscription to the slot, with what the first one starts with
     * @param keyFrameSource asks a source of encoded units for a key frame, on the encoder's thread; false when none
     *     can be expected
     * @param watchedChanged called when {@link #isWatched} may have changed
     */
    Encoding(
            EncodingFormat format,
            VideoSettings settings,
            EncoderFactory factory,
            LongSupplier clock,
            long idleNanos,
            Beginning beginning,
            BooleanSupplier keyFrameSource,
            Runnable watchedChanged,
            Consumer<EncodingEvent> events) {
        this.format = format;
        this.clock = clock;
        this.beginning = beginning;
        this.keyFrameSource = keyFrameSource;
        this.watchedChanged = watchedChanged;
        this.events = events;
        encoder = new OpenEncoder(format, settings, factory, clock, counters, () -> failure = null, events);
        slot = new PictureSlot(clock, settings.frameIntervalNanos() * 3 / 2, idleNanos);
        thread = Threads.daemon("natcast-encoder " + format, this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes over the caller's reference. */
    void offer(VideoFrame frame) {
        slot.offer(frame);
    }

    /**
     * Takes the next unit of a source that has encoded it; {@code why} it cannot be handed on, if so.
     *
     * @return whether the encoding needs pictures in its place
     */
    boolean offer(EncodedFrame unit, Optional<String> why) {
        boolean playable = why.isEmpty() && hasShortUnits(unit);
        return slot.offer(unit, playable);
    }

    EncodingFormat format() {
        return format;
    }

    /** Another encoded source is on air. */
    void sourceChanged() {
        longUnits = false;
    }

    /** The source on air has not encoded its pictures. */
    void stopCopying() {
        slot.stopCopying();
    }

    /** One unit that cannot be split is enough: others will come. */
    private boolean hasShortUnits(EncodedFrame unit) {
        int maximum = format.maximumUnit().orElse(Integer.MAX_VALUE);
        longUnits |= maximum < Integer.MAX_VALUE && CodedStream.longestUnit(unit) > maximum;
        return !longUnits;
    }

    /**
     * From now on the listener gets every frame in order, on the encoder's thread: it must not block. The first frame
     * is a key frame, unless others are subscribed already; then one follows soon.
     */
    public Subscription subscribe(Consumer<EncodedFrame> listener) {
        Subscription subscription = new Subscription(listener);
        beginning.add(format, slot, subscription);
        watchedChanged.run();
        return subscription;
    }

    /**
     * Asks for a key frame as soon as possible. Never blocks; requests that come close together share one key frame.
     */
    public void requestKeyFrame() {
        slot.requestKeyFrame();
    }

    /**
     * Sets the target from the next picture on; never blocks. Where the encoder cannot change while it is open, the
     * next frame is a key frame.
     *
     * @param bitsPerSecond 50 000 to 200 000 000
     */
    public void bitrate(int bitsPerSecond) {
        encoder.bitrate(bitsPerSecond);
    }

    /**
     * Changes size, frame rate and target from the next picture on. Another size or frame rate opens the encoder anew;
     * the next frame is a key frame then.
     */
    void change(VideoSettings next) {
        encoder.change(next);
    }

    /** The present target in bits per second. */
    public int bitrate() {
        return encoder.bitrate();
    }

    /** What is sent, in bits per second: the target, or what the source's own units have had lately. */
    public int sentBitrate() {
        int copied = copyRate.bitsPerSecond();
        return copied > 0 && slot.isCopying() ? copied : bitrate();
    }

    /** Whether frames can be expected of it: its encoders have not all failed, or will be tried again with the next. */
    public boolean isUsable() {
        return failure == null || clock.getAsLong() - retryNanos >= 0;
    }

    /**
     * Opens the encoder and has it encode a picture, so that the first viewer does not wait for that. Blocks.
     *
     * @return FFmpeg's name of the encoder
     * @throws EncoderException when no encoder can be used; the message has each one's reason
     */
    public String warmUp() throws EncoderException, InterruptedException {
        return warmUp.await(slot::wake);
    }

    boolean isWatched() {
        return !slot.subscriptions().isEmpty();
    }

    /** Closes its encoder soon if nobody watches; returns whether that is to be expected. */
    boolean closeIfIdle() {
        boolean idle = hasEncoder() && !keptOpen && !isWatched();
        if (idle) {
            slot.wake();
        }
        return idle;
    }

    boolean hasEncoder() {
        return encoder.name() != null;
    }

    EncodingStatus status() {
        return new EncodingStatus(
                format,
                Optional.ofNullable(encoder.name()),
                Optional.ofNullable(failure),
                encoder.attempts(),
                bitrate(),
                slot.subscriptions().size(),
                slot.hasWork(),
                counters.pictures(),
                counters.frames(),
                counters.keyFrames(),
                counters.bytes(),
                slot.dropped(),
                counters.encodeNanos());
    }

    /** Waits until the encoder is closed. */
    void close() {
        slot.close();
        Threads.joinUninterruptibly(thread);
    }

    private void run() {
        try {
            while (!slot.isClosed()) {
                try {
                    round();
                } catch (RuntimeException | Error bug) {
                    ThreadFailures.caught(bug);
                    startOver(bug);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            encoder.close();
            warmUp.fail(new EncoderException("the encoder was closed"));
        }
    }

    private void round() throws InterruptedException {
        PictureSlot.Work work = slot.take();
        if (work instanceof PictureSlot.Picture picture) {
            encode(picture);
        } else if (work instanceof PictureSlot.Unit unit) {
            handOn(unit.frame());
        } else if (work instanceof PictureSlot.KeyFrameRequest) {
            askForKeyFrame();
        } else {
            warmUpIfWanted();
            closeIdleEncoder();
        }
    }

    /** Nobody knows what state the encoder is in: it is opened anew after the pause that follows every failure. */
    private void startOver(Throwable bug) throws InterruptedException {
        try {
            EncoderException reason = new EncoderException("encoding failed: " + bug, bug);
            failed(reason);
            warmUp.fail(reason);
            encoder.close();
        } catch (RuntimeException | Error another) {
            ThreadFailures.caught(another);
        }
        Thread.sleep(PAUSE_MILLIS); // what fails at once again must not keep a processor busy
    }

    private void handOn(EncodedFrame unit) {
        failure = null;
        copyRate.sent(unit.data().length, unit.captureTimeNanos());
        deliver(unit);
    }

    private void askForKeyFrame() {
        if (!keyFrameSource.getAsBoolean()) {
            LOGGER.debug("{}: the source cannot be asked for a key frame; pictures are encoded up to the next", format);
            slot.stopCopying();
        }
    }

    private void encode(PictureSlot.Picture picture) {
        try {
            if (isUsable()) {
                encoder.encode(picture.frame(), picture.captureTimeNanos(), picture.keyFrame(), this::encoded);
                refusedPicture = null;
            }
        } catch (EncoderException nothingLeft) {
            failed(nothingLeft);
        } catch (UnsupportedPictureException refused) {
            String reason = String.valueOf(refused.getMessage());
            if (!reason.equals(refusedPicture)) {
                refusedPicture = reason;
                LOGGER.debug("{}", reason);
                events.accept(new EncodingEvent.PictureRefused(format, reason));
            }
        } finally {
            picture.frame().release();
        }
    }

    private void failed(EncoderException nothingLeft) {
        String reason = String.valueOf(nothingLeft.getMessage());
        boolean full = format.rendition() == 0;
        boolean isNew = !reason.equals(failure);
        retryNanos = clock.getAsLong() + (full ? RETRY_NANOS : RENDITION_RETRY_NANOS);
        failure = reason;
        encoder.startOver();
        if (isNew) {
            LOGGER.debug("{} cannot be encoded: {}", format, reason);
            events.accept(
                    full
                            ? new EncodingEvent.EncodingFailed(format, reason)
                            : new EncodingEvent.RenditionFailed(format, reason));
        }
    }

    private void encoded(EncodedFrame frame) {
        if (frame.keyFrame()) {
            slot.keyFrameMade();
        }
        deliver(frame);
    }

    private void deliver(EncodedFrame frame) {
        counters.delivered(frame);
        for (Subscription subscription : slot.subscriptions()) {
            try {
                subscription.listener.accept(frame);
            } catch (RuntimeException | Error bug) {
                ThreadFailures.caught(bug);
            }
        }
    }

    private void warmUpIfWanted() {
        if (!warmUp.isWaiting()) {
            return;
        }
        try {
            if (!encoder.isOpen()) {
                VideoFrame black = BlackPicture.of(encoder.settings(), clock.getAsLong());
                encoder.encode(black, slot.stamp(black.captureTimeNanos()), true, frame -> {});
                black.release();
                slot.requestKeyFrame();
            }
            keptOpen = true;
            warmUp.complete(String.valueOf(encoder.name()));
        } catch (EncoderException refused) {
            failed(refused);
            warmUp.fail(refused);
        } catch (UnsupportedPictureException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** An encoder that was warmed up stays open; others give their memory, or their place on a GPU, back. */
    private void closeIdleEncoder() {
        if (!keptOpen && encoder.isOpen() && !isWatched()) {
            LOGGER.debug("nobody has wanted {} for a while: {} is closed", format, encoder.name());
            encoder.close();
        }
    }

    /** A listener's hold on the encoding. Thread-safe. */
    public final class Subscription implements AutoCloseable {
        private final Consumer<EncodedFrame> listener;

        private Subscription(Consumer<EncodedFrame> listener) {
            this.listener = listener;
        }

        /** Idempotent. A frame that is on its way on the encoder's thread may still arrive. */
        @Override
        public void close() {
            slot.remove(this);
            watchedChanged.run();
        }
    }
}
