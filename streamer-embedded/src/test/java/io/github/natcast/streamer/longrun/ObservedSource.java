package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Passes on another source's video and audio, and notifies the clock of each frame. */
final class ObservedSource implements VideoSource {
    final AtomicLong pictures = new AtomicLong();
    final AtomicLong audios = new AtomicLong();
    final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private final VideoSource source;
    private final Lockstep clock;

    ObservedSource(VideoSource source, Lockstep clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException {
        return source.start(wanted, new MediaSink() {
            @Override
            public void onVideo(VideoFrame frame) {
                pictures.incrementAndGet();
                clock.pictureIn(frame.captureTimeNanos());
                sink.onVideo(frame);
            }

            @Override
            public void onAudio(AudioFrame frame) {
                audios.incrementAndGet();
                clock.audioIn(frame.captureTimeNanos());
                sink.onAudio(frame);
            }

            @Override
            public void onEnd() {
                failure.set("it ended");
                sink.onEnd();
            }

            @Override
            public void onFailure(MediaSourceException cause) {
                failure.set(String.valueOf(cause.getMessage()));
                sink.onFailure(cause);
            }
        });
    }
}
