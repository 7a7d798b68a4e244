package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The encodings of the pictures on air: one per format and rendition, made when somebody first asks for it. Each scales
 * the source's picture itself, so none is scaled twice. The newest picture wins: a slow encoder leaves pictures out and
 * never delays a source. Owns its encodings and closes them. Thread-safe.
 */
public final class VideoEncodings implements AutoCloseable {
    /** An encoder that nobody has wanted for so long is closed, unless it was warmed up. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private volatile VideoSettings settings;
    private volatile List<Rendition> ladder;
    private final EncoderFactory encoders;
    private final LongSupplier clock;
    private final Runnable watchedChanged;
    private final Consumer<EncodingEvent> events;
    private final Object lock = new Object();
    private final Map<EncodingFormat, Encoding> encodings = new LinkedHashMap<>();
    private final BooleanSupplier keyFrameSource;
    private FrameRateCap cap;
    private final CodedInput coded;
    private volatile List<Encoding> running = List.of();
    private @Nullable VideoFrame newest;
    private boolean closed;

    /** For sources that cannot be asked for key frames. */
    public VideoEncodings(
            VideoSettings settings,
            EncoderFactory encoders,
            LongSupplier clock,
            Runnable watchedChanged,
            Consumer<EncodingEvent> events) {
        this(settings, encoders, clock, watchedChanged, () -> false, events);
    }

    /**
     * @param clock {@link System#nanoTime} except in tests
     * @param watchedChanged called when {@link #isWatched} may have changed, on the thread that changed it
     * @param keyFrameSource asks the source on air for a key frame, on an encoder's thread; returns whether one can be
     *     expected
     * @param events called on the encoders' threads; must not block or throw
     */
    public VideoEncodings(
            VideoSettings settings,
            EncoderFactory encoders,
            LongSupplier clock,
            Runnable watchedChanged,
            BooleanSupplier keyFrameSource,
            Consumer<EncodingEvent> events) {
        this.settings = settings;
        ladder = settings.ladder();
        this.encoders = encoders;
        this.clock = clock;
        this.watchedChanged = watchedChanged;
        this.events = events;
        this.keyFrameSource = keyFrameSource;
        cap = new FrameRateCap(settings.frameIntervalNanos());
        coded = new CodedInput(encoders, this::decoded);
    }

    /**
     * Takes the next picture on air; never blocks. Takes over the caller's reference.
     *
     * @param first whether the picture before came from another source
     */
    public void offer(VideoFrame frame, boolean first) {
        VideoFrame replaced;
        synchronized (lock) {
            if (coded.isOnAir()) {
                coded.end(running);
            }
            replaced = take(frame, first);
        }
        release(replaced);
    }

    /**
     * Takes the next unit of a source on air that has encoded it; never blocks. Encodings that cannot send it as it is
     * get decoded pictures.
     *
     * @param first whether what came before is from another source; the unit is a key frame then
     */
    public void offer(EncodedUnit unit, boolean first) {
        VideoFrame former = null;
        synchronized (lock) {
            if (first) {
                cap.restart();
                former = newest;
                newest = null;
            }
            if (!closed) {
                coded.offer(unit, first, running);
            }
        }
        release(former);
    }

    /** On the decoder's thread. */
    private void decoded(Decoding.Picture picture) {
        VideoFrame replaced = picture.frame();
        synchronized (lock) {
            if (coded.isCurrent(picture.maker())) {
                replaced = take(picture.frame(), false);
            }
        }
        release(replaced);
    }

    /** Under the lock; returns what is to be released. */
    private @Nullable VideoFrame take(VideoFrame frame, boolean first) {
        if (first) {
            cap.restart();
        }
        if (closed || !cap.accept(frame.captureTimeNanos(), clock.getAsLong())) {
            return frame;
        }
        VideoFrame replaced = newest;
        newest = frame;
        for (Encoding encoding : running) {
            encoding.offer(frame.retain());
        }
        return replaced;
    }

    private static void release(@Nullable VideoFrame frame) {
        if (frame != null) {
            frame.release();
        }
    }

    /** A subscription that is a format's first begins with what is on air, and misses nothing that follows. */
    private void begin(EncodingFormat format, PictureSlot slot, Encoding.Subscription subscription) {
        synchronized (lock) {
            slot.add(subscription, newest == null ? null : newest.retain(), coded.beginning(format));
        }
    }

    /** What the full rendition is encoded with. */
    public VideoSettings settings() {
        return settings;
    }

    /**
     * Changes size, frame rate and bitrates of all encodings from the next picture on, without an interruption.
     * Renditions that the new settings do not have remain for viewers who are still sent them.
     */
    public void change(VideoSettings next) {
        synchronized (lock) {
            List<Rendition> merged = new ArrayList<>(next.ladder());
            for (int index = merged.size(); index < ladder.size(); index++) {
                merged.add(ladder.get(index));
            }
            settings = next;
            ladder = List.copyOf(merged);
            cap = new FrameRateCap(next.frameIntervalNanos());
            encodings.forEach((format, encoding) -> encoding.change(settingsOf(format)));
        }
    }

    /** The renditions that each format may have, the full one first; at least those of the settings. */
    public List<Rendition> ladder() {
        return ladder;
    }

    /**
     * The format's encoding, always the same one; it encodes only while it has a subscriber.
     *
     * @throws IllegalArgumentException when the settings have no such rendition
     */
    public Encoding of(EncodingFormat format) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the video encodings are closed");
            }
            Encoding known = encodings.get(format);
            if (known != null) {
                return known;
            }
            Encoding encoding = new Encoding(
                    format,
                    settingsOf(format),
                    encoders,
                    clock,
                    IDLE.toNanos(),
                    this::begin,
                    keyFrameSource,
                    watchedChanged,
                    events);
            encodings.put(format, encoding);
            running = List.copyOf(encodings.values());
            encoding.start();
            return encoding;
        }
    }

    private VideoSettings settingsOf(EncodingFormat format) {
        if (format.rendition() >= ladder.size()) {
            throw new IllegalArgumentException(
                    "rendition " + format.rendition() + " must be less than " + ladder.size() + ", their number");
        }
        Rendition rendition = ladder.get(format.rendition());
        return settings.withSize(rendition.width(), rendition.height()).withBitrate(rendition.bitrate());
    }

    /**
     * Whether there is an encoder by name that makes this format; only {@link Encoding#warmUp} finds out whether it
     * works.
     */
    public boolean canTry(EncodingFormat format) {
        List<String> candidates = encoders.candidates(format);
        return settings.encoder().map(candidates::contains).orElse(!candidates.isEmpty());
    }

    /**
     * profile_idc, constraint flags and level_idc of H.264 that the source on air has encoded and that can be sent as
     * it is; 0 when there is none.
     */
    public int copiedH264() {
        synchronized (lock) {
            return coded.copiedH264();
        }
    }

    /** Whether any encoding has a subscriber. */
    public boolean isWatched() {
        for (Encoding encoding : running) {
            if (encoding.isWatched()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Closes the encoders that nobody has wanted lately, without waiting for their half minute to pass. They are closed
     * some milliseconds after the call.
     *
     * @return whether there are any
     */
    public boolean closeIdle() {
        boolean any = false;
        for (Encoding encoding : running) {
            any |= encoding.closeIfIdle();
        }
        return any;
    }

    /** Whether this format has an open encoder now. */
    public boolean isEncoded(EncodingFormat format) {
        Encoding known;
        synchronized (lock) {
            known = encodings.get(format);
        }
        return known != null && known.hasEncoder();
    }

    /** One entry for every format that was asked for since the start. */
    public List<EncodingStatus> status() {
        return running.stream().map(Encoding::status).toList();
    }

    /** Ends every encoding; waits until all encoders are closed. Idempotent. */
    @Override
    public void close() {
        List<Encoding> open;
        List<Decoding> decoding;
        synchronized (lock) {
            closed = true;
            decoding = coded.close();
            open = new ArrayList<>(encodings.values());
            encodings.clear();
        }
        decoding.forEach(Decoding::join);
        open.forEach(Encoding::close);
        synchronized (lock) {
            if (newest != null) {
                newest.release();
                newest = null;
            }
        }
    }
}
