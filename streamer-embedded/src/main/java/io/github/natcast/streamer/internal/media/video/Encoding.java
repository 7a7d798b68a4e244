package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.PipelineEvent;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodedFrameListener;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One format's encoding: a thread that owns the list of encoders and the open encoder. Thread-safe towards the outside.
 */
final class Encoding {
    private static final Logger LOGGER = LoggerFactory.getLogger(Encoding.class);
    /** How long nothing is tried after every encoder has failed. */
    private static final long RETRY_NANOS = 5_000_000_000L;

    private final EncodingFormat format;
    private final VideoSettings settings;
    private final LongSupplier clock;
    private final Consumer<PipelineEvent> events;
    private final EncoderFallback fallback;
    private final EncodingCounters counters = new EncodingCounters();
    private final PictureSlot slot;
    private final Thread thread;
    private final AtomicReference<@Nullable CompletableFuture<String>> warmUp = new AtomicReference<>();
    private volatile @Nullable String openEncoder;
    private volatile @Nullable String failure;
    /** These are confined to the thread. */
    private @Nullable VideoEncoder encoder;

    private @Nullable String refusedPicture;
    private long retryNanos;
    private boolean keptOpen;

    Encoding(
            EncodingFormat format,
            VideoSettings settings,
            EncoderFactory factory,
            LongSupplier clock,
            long idleNanos,
            Consumer<PipelineEvent> events) {
        this.format = format;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        fallback = new EncoderFallback(factory, format, settings, clock);
        slot = new PictureSlot(clock, settings.frameIntervalNanos() * 3 / 2, idleNanos, counters);
        thread = new Thread(this::run, "natcast-encoder " + format);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes over the caller's reference. */
    void offer(VideoFrame frame) {
        slot.offer(frame);
    }

    /** Takes over the caller's reference to {@code newest}. */
    EncodingSubscription subscribe(EncodedFrameListener listener, @Nullable VideoFrame newest) {
        Subscription subscription = new Subscription(listener);
        slot.addListener(subscription, newest);
        return subscription;
    }

    /** Completes with the encoder's name when it is open and has encoded a picture. */
    CompletableFuture<String> warmUp() {
        CompletableFuture<String> done = new CompletableFuture<>();
        CompletableFuture<String> shared = warmUp.compareAndExchange(null, done);
        slot.wake();
        return shared == null ? done : shared;
    }

    EncodingStatus status() {
        return new EncodingStatus(
                format,
                Optional.ofNullable(openEncoder),
                Optional.ofNullable(failure),
                fallback.attempts(),
                slot.listeners().size(),
                counters.pictures.get(),
                counters.frames.get(),
                counters.keyFrames.get(),
                counters.bytes.get(),
                counters.dropped.get(),
                counters.encodeNanos.get());
    }

    /** Waits until the encoder is closed. */
    void close() {
        slot.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!slot.isClosed()) {
                PictureSlot.Picture picture = slot.take();
                if (picture != null) {
                    encode(picture);
                } else {
                    warmUpIfWanted();
                    closeIdleEncoder();
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            closeEncoder();
            CompletableFuture<String> waiting = warmUp.getAndSet(null);
            if (waiting != null) {
                waiting.completeExceptionally(new EncoderException("the encoder was closed"));
            }
        }
    }

    private void encode(PictureSlot.Picture picture) {
        try {
            if (failure == null || clock.getAsLong() - retryNanos >= 0) {
                encode(picture.frame(), picture.captureTimeNanos(), picture.keyFrame(), this::deliver);
                refusedPicture = null;
            }
        } catch (EncoderException nothingLeft) {
            failed(nothingLeft);
        } catch (UnsupportedPictureException refused) {
            String reason = String.valueOf(refused.getMessage());
            if (!reason.equals(refusedPicture)) {
                refusedPicture = reason;
                LOGGER.debug("{}", reason);
                events.accept(new PipelineEvent.PictureRefused(format, reason));
            }
        } finally {
            picture.frame().release();
        }
    }

    private void failed(EncoderException nothingLeft) {
        String reason = String.valueOf(nothingLeft.getMessage());
        boolean isNew = !reason.equals(failure);
        failure = reason;
        retryNanos = clock.getAsLong() + RETRY_NANOS;
        fallback.restart();
        if (isNew) {
            LOGGER.debug("{} cannot be encoded: {}", format, reason);
            events.accept(new PipelineEvent.EncodingFailed(format, reason));
        }
    }

    /** Tries one encoder after the other until one takes the picture. */
    private void encode(VideoFrame frame, long captureTimeNanos, boolean keyFrame, EncodedFrameListener output)
            throws EncoderException, UnsupportedPictureException {
        boolean key = keyFrame;
        while (true) {
            VideoEncoder open = encoder;
            if (open == null) {
                open = fallback.open();
                encoder = open;
                openEncoder = open.name();
                failure = null;
                key = true;
                events.accept(new PipelineEvent.EncoderOpened(format, open.name()));
            }
            long start = clock.getAsLong();
            try {
                counters.pictures.incrementAndGet();
                open.encode(frame, captureTimeNanos, key, output);
                return;
            } catch (EncoderException failed) {
                String reason = String.valueOf(failed.getMessage());
                LOGGER.debug("{} failed, the next encoder takes over: {}", open.name(), reason);
                events.accept(new PipelineEvent.EncoderFailed(format, open.name(), reason));
                closeEncoder();
                fallback.stepDown(reason);
            } finally {
                counters.encodeNanos.addAndGet(clock.getAsLong() - start);
            }
        }
    }

    private void deliver(EncodedFrame frame) {
        counters.count(frame);
        if (frame.keyFrame()) {
            slot.keyFrameMade();
        }
        for (EncodedFrameListener listener : slot.listeners()) {
            try {
                listener.onFrame(frame);
            } catch (RuntimeException bug) {
                LOGGER.error("a listener failed on a {} frame", format, bug);
            }
        }
    }

    private void warmUpIfWanted() {
        CompletableFuture<String> waiting = warmUp.get();
        if (waiting == null) {
            return;
        }
        try {
            if (encoder == null) {
                VideoFrame black = black();
                encode(black, slot.stamp(black.captureTimeNanos()), true, frame -> {});
                black.release();
                slot.requestKeyFrame();
            }
            keptOpen = true;
            warmUp.set(null);
            waiting.complete(String.valueOf(openEncoder));
        } catch (EncoderException refused) {
            failed(refused);
            warmUp.set(null);
            waiting.completeExceptionally(refused);
        } catch (UnsupportedPictureException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private VideoFrame black() {
        int lumaBytes = settings.width() * settings.height();
        ByteBuffer pixels = ByteBuffer.allocateDirect(lumaBytes * 3 / 2);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) (i < lumaBytes ? 16 : 128));
        }
        return VideoFrame.of(PixelFormat.I420, settings.width(), settings.height(), pixels, clock.getAsLong());
    }

    /** An encoder that was warmed up stays open; others give their memory, or their place on a GPU, back. */
    private void closeIdleEncoder() {
        if (!keptOpen && encoder != null && slot.listeners().isEmpty()) {
            LOGGER.debug("nobody has wanted {} for a while: {} is closed", format, encoder.name());
            closeEncoder();
        }
    }

    private void closeEncoder() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
            openEncoder = null;
        }
    }

    private final class Subscription implements EncodingSubscription, EncodedFrameListener {
        private final EncodedFrameListener listener;

        Subscription(EncodedFrameListener listener) {
            this.listener = listener;
        }

        @Override
        public void onFrame(EncodedFrame frame) {
            listener.onFrame(frame);
        }

        @Override
        public void requestKeyFrame() {
            slot.requestKeyFrame();
        }

        @Override
        public void close() {
            slot.removeListener(this);
        }
    }
}
