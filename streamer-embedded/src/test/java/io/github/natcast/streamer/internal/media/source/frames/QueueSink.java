package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Describes what comes, in its order, and releases each picture. Thread-safe. */
final class QueueSink implements MediaSink {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile @Nullable String failure;
    volatile boolean throwsOnPicture;

    @Override
    public void onVideo(VideoFrame frame) {
        if (throwsOnPicture) {
            frame.release();
            throw new IllegalStateException("thrown by the test");
        }
        ByteBuffer first = frame.planes().get(0).bytes();
        int value = first.get(0);
        for (int i = 0; i < first.limit(); i++) {
            value = first.get(i) == value ? value : -1;
        }
        events.add(frame.width() + "x" + frame.height() + " " + frame.format().orElseThrow() + " of " + value + " at "
                + frame.captureTimeNanos());
        frame.release();
    }

    @Override
    public void onAudio(AudioFrame frame) {
        events.add("audio " + Arrays.toString(frame.samples()) + " at " + frame.captureTimeNanos());
    }

    @Override
    public void onEnd() {
        events.add("ended");
    }

    @Override
    public void onFailure(MediaSourceException reason) {
        failure = reason.getMessage();
        events.add("failed");
    }

    /** Waits for it. */
    String next() throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        return event == null ? "nothing in 20 s" : event;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    @Nullable
    String failure() {
        return failure;
    }
}
