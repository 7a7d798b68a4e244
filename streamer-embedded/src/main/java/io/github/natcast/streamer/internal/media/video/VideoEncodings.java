package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.PipelineEvent;
import io.github.natcast.streamer.internal.media.audio.AudioPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrameListener;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.media.switching.SourceSwitch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From pictures to encoded frames. A standby source and any number of live ones share one continuous timeline at the
 * encoders' input, so that viewers notice nothing of a change but the picture. Each format is encoded once, on a thread
 * of its own, and only while it has a subscriber. The newest picture wins: a slow encoder leaves pictures out and never
 * delays a source. Thread-safe.
 */
public final class VideoPipeline implements AutoCloseable {
    /** A live source that is silent for so long is replaced by the standby, unless another time is set. */
    public static final Duration STALL = Duration.ofSeconds(2);

    /** An encoder that nobody has wanted for so long is closed, unless it was warmed up. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final VideoSettings settings;
    private final EncoderFactory encoders;
    private final LongSupplier clock;
    private final Consumer<PipelineEvent> events;
    private final SourceSwitch sources;
    private final AtomicInteger subscribers = new AtomicInteger();
    private final Object lock = new Object();
    private final Map<EncodingFormat, Encoding> encodings = new LinkedHashMap<>();
    private final FrameRateCap cap;
    private volatile List<Encoding> running = List.of();
    private @Nullable VideoFrame newest;
    private volatile @Nullable AudioPipeline audio;
    private boolean closed;

    /**
     * @param nanoClock {@link System#nanoTime} except in tests
     * @param events is told what happens, on the pipeline's threads; must not block or throw
     */
    public VideoPipeline(
            VideoSettings settings, EncoderFactory encoders, LongSupplier nanoClock, Consumer<PipelineEvent> events) {
        this(settings, encoders, STALL, nanoClock, events);
    }

    /** As above; {@code stall}: a live source that is silent for so long is replaced by the standby. */
    public VideoPipeline(
            VideoSettings settings,
            EncoderFactory encoders,
            Duration stall,
            LongSupplier nanoClock,
            Consumer<PipelineEvent> events) {
        this(settings, encoders, stall, nanoClock, BackgroundTasks.threads(), events);
    }

    VideoPipeline(
            VideoSettings settings,
            EncoderFactory encoders,
            Duration stall,
            LongSupplier nanoClock,
            BackgroundTasks tasks,
            Consumer<PipelineEvent> events) {
        this.settings = settings;
        this.encoders = encoders;
        this.clock = nanoClock;
        this.events = events;
        cap = new FrameRateCap(settings.frameIntervalNanos());
        sources = new SourceSwitch(settings, stall.toNanos(), new Output(), nanoClock, tasks, events);
    }

    /** From now on the audio of whatever is shown goes there, too. */
    public void sendAudioTo(AudioPipeline audio) {
        this.audio = audio;
    }

    /**
     * Opens the standby, which then waits with its first picture ready. It is played while no live source delivers, and
     * opened anew when it ends or fails later. Called once; the pipeline is to be closed also when this fails.
     */
    public void start(VideoSource standby) throws MediaSourceException {
        sources.start(standby);
    }

    /**
     * Shows a live source from its first picture on. It is opened aside; when that fails, nothing changes but for an
     * event. When it ends, fails or falls silent, the standby takes over by itself; after a silence its next picture
     * brings it back. The last call wins.
     */
    public void show(VideoSource source) {
        sources.show(source);
    }

    /**
     * As {@link #show}, and opened again, after pauses of 1 to 30 s, when it fails, until something else is asked for.
     */
    public void keepShowing(VideoSource source) {
        sources.keepShowing(source);
    }

    /** Goes back to the standby and closes the live source. */
    public void showStandby() {
        sources.showStandby();
    }

    /** The name of the source that the newest picture came from; empty before the first. */
    public String shown() {
        return sources.shown();
    }

    /**
     * Opens the format's encoder and has it encode a picture, so that the first viewer does not wait for that. Blocks.
     *
     * @return FFmpeg's name of the encoder
     * @throws EncoderException when none can be used; the message has each one's reason
     */
    public String warmUp(EncodingFormat format) throws EncoderException, InterruptedException {
        try {
            return encoding(format).warmUp().get();
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new EncoderException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Whether there is an encoder by name that makes this format; only {@link #warmUp} finds out whether it works. */
    public boolean canTry(EncodingFormat format) {
        List<String> candidates = encoders.candidates(format);
        return settings.encoder().map(candidates::contains).orElse(!candidates.isEmpty());
    }

    /** The listener gets every frame from now on, beginning with a key frame unless others are subscribed already. */
    public EncodingSubscription subscribe(EncodingFormat format, EncodedFrameListener listener) {
        Encoding encoding = encoding(format);
        subscribers.incrementAndGet();
        sources.watch(this::isWatched);
        VideoFrame first;
        synchronized (lock) {
            first = newest == null ? null : newest.retain();
        }
        EncodingSubscription subscription = encoding.subscribe(listener, first);
        AtomicBoolean open = new AtomicBoolean(true);
        return new EncodingSubscription() {
            @Override
            public void requestKeyFrame() {
                subscription.requestKeyFrame();
            }

            @Override
            public void close() {
                if (open.getAndSet(false)) {
                    subscription.close();
                    subscribers.decrementAndGet();
                    sources.watch(VideoPipeline.this::isWatched);
                }
            }
        };
    }

    private boolean isWatched() {
        return subscribers.get() > 0;
    }

    /** One entry for every format that was asked for since the start. */
    public List<EncodingStatus> status() {
        return running.stream().map(Encoding::status).toList();
    }

    private Encoding encoding(EncodingFormat format) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the pipeline is closed");
            }
            Encoding known = encodings.get(format);
            if (known != null) {
                return known;
            }
            Encoding encoding = new Encoding(format, settings, encoders, clock, IDLE.toNanos(), events);
            encodings.put(format, encoding);
            running = List.copyOf(encodings.values());
            encoding.start();
            return encoding;
        }
    }

    private void onVideo(VideoFrame frame, boolean first) {
        VideoFrame replaced;
        synchronized (lock) {
            if (first) {
                cap.restart();
            }
            if (closed || !cap.accept(frame.captureTimeNanos())) {
                replaced = frame;
            } else {
                replaced = newest;
                newest = frame;
                for (Encoding encoding : running) {
                    encoding.offer(frame.retain());
                }
            }
        }
        if (replaced != null) {
            replaced.release();
        }
    }

    private final class Output implements SourceSwitch.Output {
        @Override
        public void onVideo(VideoFrame frame, boolean first) {
            VideoPipeline.this.onVideo(frame, first);
        }

        @Override
        public void onAudio(AudioFrame frame, boolean first) {
            AudioPipeline current = audio;
            if (current != null) {
                current.onAudio(frame, first);
            }
        }
    }

    /** Ends every source and encoding; waits until all are closed. Idempotent. */
    @Override
    public void close() {
        List<Encoding> open;
        synchronized (lock) {
            closed = true;
            open = new ArrayList<>(encodings.values());
            encodings.clear();
        }
        sources.close();
        open.forEach(Encoding::close);
        synchronized (lock) {
            if (newest != null) {
                newest.release();
                newest = null;
            }
        }
    }
}
