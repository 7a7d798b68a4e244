package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Keeps the capture times of the first pictures and says when there are enough; releases every picture. */
public final class CollectingSink implements MediaSink {
    public final AtomicReference<MediaSourceException> failure = new AtomicReference<>();
    private final int enough;
    private final Consumer<VideoFrame> look;
    private final List<Long> times = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    public CollectingSink(int enough) {
        this(enough, frame -> {});
    }

    /** @param look sees each of the first {@code enough} pictures */
    public CollectingSink(int enough, Consumer<VideoFrame> look) {
        this.enough = enough;
        this.look = look;
    }

    @Override
    public synchronized void onVideo(VideoFrame frame) {
        if (times.size() < enough) {
            times.add(frame.captureTimeNanos());
            look.accept(frame);
        }
        frame.release();
        if (times.size() == enough) {
            done.countDown();
        }
    }

    @Override
    public void onEnd() {
        ended.countDown();
        done.countDown();
    }

    @Override
    public void onFailure(MediaSourceException reason) {
        failure.set(reason);
        ended.countDown();
        done.countDown();
    }

    /** Plays {@code source} until there are enough pictures; returns their capture times. */
    public List<Long> play(VideoSource source, VideoSettings settings)
            throws InterruptedException, MediaSourceException {
        VideoSource.Playback playback = source.start(settings, this);
        try {
            return awaitTimes();
        } finally {
            playback.close();
        }
    }

    public List<Long> awaitTimes() throws InterruptedException {
        if (!done.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + times.size() + " pictures came");
        }
        synchronized (this) {
            return List.copyOf(times);
        }
    }

    public void awaitEnd() throws InterruptedException {
        if (!ended.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the source did not end");
        }
    }
}
