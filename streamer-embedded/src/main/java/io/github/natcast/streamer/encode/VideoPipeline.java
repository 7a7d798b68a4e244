package io.github.natcast.streamer.encode;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a source's pictures to encoded frames: each codec is encoded once, on a thread of its own, and only while it has a
 * subscriber. The newest picture wins: a slow encoder leaves pictures out and never delays the source. Thread-safe.
 */
public final class VideoPipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VideoPipeline.class);

    private final VideoSettings settings;
    private final EncoderFactory encoders;
    private final LongSupplier clock;
    private final Consumer<PipelineEvent> events;
    private final Object lock = new Object();
    private final Map<VideoCodec, Encoding> encodings = new EnumMap<>(VideoCodec.class);
    private final FrameRateCap cap;
    private volatile List<Encoding> running = List.of();
    private VideoSource.@Nullable Playback playback;
    private @Nullable VideoFrame newest;
    private boolean closed;

    /**
     * @param nanoClock {@link System#nanoTime} except in tests
     * @param events is told what happens, on the pipeline's threads; must not block or throw
     */
    public VideoPipeline(
            VideoSettings settings, EncoderFactory encoders, LongSupplier nanoClock, Consumer<PipelineEvent> events) {
        this.events = events;
        this.settings = settings;
        this.encoders = encoders;
        this.clock = nanoClock;
        cap = new FrameRateCap(settings.frameIntervalNanos());
    }

    /** Opens {@code source} and takes its pictures from now on. Called once. */
    public void start(VideoSource source) throws MediaSourceException {
        VideoSource.Playback started = source.start(settings, new Input(source.name()));
        synchronized (lock) {
            if (!closed && playback == null) {
                playback = started;
                return;
            }
        }
        started.close();
        throw new IllegalStateException("the pipeline is " + (closed ? "closed" : "started already"));
    }

    /**
     * Opens the codec's encoder and has it encode a picture, so that the first viewer does not wait for that. Blocks.
     *
     * @return FFmpeg's name of the encoder
     * @throws EncoderException when none can be used; the message has each one's reason
     */
    public String warmUp(VideoCodec codec) throws EncoderException, InterruptedException {
        try {
            return encoding(codec).warmUp().get();
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new EncoderException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** The listener gets every frame from now on, beginning with a key frame unless others are subscribed already. */
    public EncodingSubscription subscribe(VideoCodec codec, EncodedFrameListener listener) {
        Encoding encoding = encoding(codec);
        VideoFrame first;
        synchronized (lock) {
            first = newest == null ? null : newest.retain();
        }
        return encoding.subscribe(listener, first);
    }

    /** One entry for every codec that was asked for since the start. */
    public List<EncodingStatus> status() {
        return running.stream().map(Encoding::status).toList();
    }

    private Encoding encoding(VideoCodec codec) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the pipeline is closed");
            }
            Encoding known = encodings.get(codec);
            if (known != null) {
                return known;
            }
            Encoding encoding = new Encoding(codec, settings, encoders, clock, events);
            encodings.put(codec, encoding);
            running = List.copyOf(encodings.values());
            encoding.start();
            return encoding;
        }
    }

    /** Ends the source and every encoding; waits until all are closed. Idempotent. */
    @Override
    public void close() {
        VideoSource.Playback ending;
        List<Encoding> open;
        synchronized (lock) {
            closed = true;
            ending = playback;
            playback = null;
            open = new ArrayList<>(encodings.values());
            encodings.clear();
        }
        if (ending != null) {
            ending.close();
        }
        open.forEach(Encoding::close);
        synchronized (lock) {
            if (newest != null) {
                newest.release();
                newest = null;
            }
        }
    }

    private final class Input implements MediaSink {
        private final String name;

        Input(String name) {
            this.name = name;
        }

        @Override
        public void onVideo(VideoFrame frame) {
            VideoFrame replaced;
            synchronized (lock) {
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

        @Override
        public void onEnd() {
            log.info("source {} has ended", name);
        }

        @Override
        public void onFailure(MediaSourceException failure) {
            log.error("{}", failure.getMessage());
        }
    }
}
