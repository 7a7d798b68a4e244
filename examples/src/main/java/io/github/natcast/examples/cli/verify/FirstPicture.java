package io.github.natcast.examples.cli.verify;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the first picture of a source and drops it. Thread-safe. */
final class FirstPicture implements MediaSink {
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile String failure = "";

    /** What came first. */
    enum Outcome {
        PICTURE,
        END,
        FAILURE,
        NOTHING
    }

    Outcome await(long time, TimeUnit unit) throws InterruptedException {
        try {
            return outcome.get(time, unit);
        } catch (TimeoutException e) {
            return Outcome.NOTHING;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Why the source failed; empty if it did not. */
    String failure() {
        return failure;
    }

    @Override
    public void onVideo(VideoFrame frame) {
        frame.release();
        outcome.complete(Outcome.PICTURE);
    }

    @Override
    public void onEnd() {
        outcome.complete(Outcome.END);
    }

    @Override
    public void onFailure(MediaSourceException cause) {
        failure = String.valueOf(cause.getMessage());
        outcome.complete(Outcome.FAILURE);
    }
}
