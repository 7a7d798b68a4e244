package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encoder that one encoding has open, if any: opened with the first picture, opened anew for another size or frame
 * rate, and replaced by the next best when it fails. Owned by the encoding and confined to its thread, except the
 * settings, {@link #name()} and {@link #attempts()}.
 */
final class OpenEncoder {
    private static final Logger LOGGER = LoggerFactory.getLogger(OpenEncoder.class);

    private final EncodingFormat format;
    private final LongSupplier clock;
    private final EncodingCounters counters;
    private final Runnable opened;
    private final Consumer<EncodingEvent> events;
    private final EncoderFallback fallback;
    private volatile VideoSettings settings;
    private volatile boolean reshaped;
    private volatile int bitrate;
    private volatile @Nullable String name;
    private @Nullable VideoEncoder encoder;
    /** What the open encoder was told. */
    private int encoderBitrate;

    /**
     * @param settings the size and rate of the format's rendition
     * @param opened called each time that an encoder has opened, before it gets a picture
     */
    OpenEncoder(
            EncodingFormat format,
            VideoSettings settings,
            EncoderFactory factory,
            LongSupplier clock,
            EncodingCounters counters,
            Runnable opened,
            Consumer<EncodingEvent> events) {
        this.format = format;
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
        this.opened = opened;
        this.events = events;
        bitrate = settings.bitrate();
        fallback = new EncoderFallback(factory, format, settings, clock);
    }

    /** Any thread. */
    VideoSettings settings() {
        return settings;
    }

    /** As {@link Encoding#change} says. One thread at a time. */
    void change(VideoSettings next) {
        VideoSettings former = settings;
        settings = next;
        bitrate = next.bitrate();
        reshaped |= former.width() != next.width()
                || former.height() != next.height()
                || former.framesPerSecond() != next.framesPerSecond();
    }

    /** The target in bits per second. Any thread. */
    int bitrate() {
        return bitrate;
    }

    /** Sets the target from the next picture on, in bits per second. Any thread. */
    void bitrate(int target) {
        bitrate = target;
    }

    /** FFmpeg's name of the encoder; null while none is open. Any thread. */
    @Nullable
    String name() {
        return name;
    }

    boolean isOpen() {
        return encoder != null;
    }

    /** As {@link EncoderFallback#attempts()}. Any thread. */
    List<EncodingStatus.Attempt> attempts() {
        return fallback.attempts();
    }

    /**
     * Tries one encoder after the other until one takes the picture. The first frame of each is a key frame.
     *
     * @throws EncoderException when no encoder is left; {@link #startOver} begins with the best again
     */
    void encode(VideoFrame frame, long captureTimeNanos, boolean keyFrame, Consumer<EncodedFrame> output)
            throws EncoderException, UnsupportedPictureException {
        boolean key = keyFrame;
        if (reshaped) {
            reshaped = false;
            close();
        }
        while (true) {
            VideoEncoder open = encoder;
            if (open == null) {
                open = openBest();
                key = true;
            }
            long start = clock.getAsLong();
            try {
                followBitrate(open);
                counters.given();
                open.encode(frame, captureTimeNanos, key, output);
                return;
            } catch (EncoderException | RuntimeException | Error failed) {
                if (!(failed instanceof EncoderException)) {
                    ThreadFailures.caught(failed);
                }
                stepDown(open, failed instanceof EncoderException ? String.valueOf(failed.getMessage()) : "" + failed);
            } finally {
                counters.spent(clock.getAsLong() - start);
            }
        }
    }

    private VideoEncoder openBest() throws EncoderException {
        int target = bitrate;
        VideoEncoder best = fallback.open(settings.withBitrate(target));
        encoder = best;
        encoderBitrate = target;
        name = best.name();
        opened.run();
        events.accept(new EncodingEvent.EncoderOpened(format, best.name()));
        return best;
    }

    private void followBitrate(VideoEncoder open) throws EncoderException {
        int target = bitrate;
        if (target != encoderBitrate) {
            encoderBitrate = target;
            open.bitrate(target);
        }
    }

    private void stepDown(VideoEncoder failed, String reason) {
        LOGGER.debug("{} failed, the next encoder takes over: {}", failed.name(), reason);
        events.accept(new EncodingEvent.EncoderFailed(format, failed.name(), reason));
        close();
        fallback.stepDown(reason);
    }

    /** What failed may work again: the next to be opened is the best, not the one below. */
    void startOver() {
        fallback.restart();
    }

    /** Idempotent; the next picture opens it again. */
    void close() {
        VideoEncoder closing = encoder;
        encoder = null; // also when closing fails: nobody knows what state it is in then
        name = null;
        if (closing != null) {
            closing.close();
        }
    }
}
