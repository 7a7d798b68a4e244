package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import java.util.List;

/** Keeps every frame, unreleased. */
public record FrameKeeper(List<VideoFrame> frames) implements MediaSink {
    @Override
    public void onVideo(VideoFrame frame) {
        frames.add(frame);
    }

    @Override
    public void onEnd() {}

    @Override
    public void onFailure(MediaSourceException failure) {
        throw new AssertionError(failure);
    }
}
