package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Keeps a line about each picture, which it releases, and about each piece of audio. Thread-safe. */
final class RecordingSink implements MediaSink {
    private final Consumer<VideoFrame> look;
    private final List<String> pictures = new ArrayList<>();
    private final List<Boolean> loud = new ArrayList<>();
    private long firstPictureTime;
    private long lastPictureTime;

    /** @param look sees each picture, before it is counted and released */
    RecordingSink(Consumer<VideoFrame> look) {
        this.look = look;
    }

    @Override
    public synchronized void onVideo(VideoFrame frame) {
        look.accept(frame);
        lastPictureTime = frame.captureTimeNanos();
        firstPictureTime = pictures.isEmpty() ? lastPictureTime : firstPictureTime;
        pictures.add(
                frame.width() + "x" + frame.height() + " " + frame.format().orElseThrow() + " at " + lastPictureTime);
        frame.release();
        notifyAll();
    }

    @Override
    public synchronized void onAudio(AudioFrame frame) {
        float most = 0;
        for (float sample : frame.samples()) {
            most = Math.max(most, Math.abs(sample));
        }
        loud.add(most > 0.1f);
        notifyAll();
    }

    @Override
    public void onEnd() {
        throw new AssertionError("ended");
    }

    @Override
    public void onFailure(MediaSourceException failure) {
        throw new AssertionError(failure);
    }

    synchronized List<String> awaitPictures(int count) throws InterruptedException {
        await(() -> pictures.size() >= count, count + " pictures");
        return List.copyOf(pictures);
    }

    /** Returns how many pieces there are. */
    synchronized int awaitAudio(int count) throws InterruptedException {
        await(() -> loud.size() >= count, count + " pieces of audio");
        return loud.size();
    }

    private synchronized void await(BooleanSupplier enough, String what) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!enough.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("not " + what + ", but " + pictures.size() + " and " + loud.size());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** For each piece of audio, whether it is more than silence. */
    synchronized List<Boolean> loud() {
        return List.copyOf(loud);
    }

    synchronized long firstPictureTime() {
        return firstPictureTime;
    }

    synchronized long lastPictureTime() {
        return lastPictureTime;
    }
}
