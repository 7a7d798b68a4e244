package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncoderException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Those who wait for one encoder to be opened and tried; they share one try. Thread-safe. */
final class WarmUp {
    private final AtomicReference<@Nullable CompletableFuture<String>> waiting = new AtomicReference<>();

    /** Blocks until the encoder's thread, which {@code wake} wakes, has answered; returns the encoder's name. */
    String await(Runnable wake) throws EncoderException, InterruptedException {
        CompletableFuture<String> done = new CompletableFuture<>();
        CompletableFuture<String> shared = waiting.compareAndExchange(null, done);
        wake.run();
        try {
            return (shared == null ? done : shared).get();
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new EncoderException(String.valueOf(cause.getMessage()), cause);
        }
    }

    boolean isWaiting() {
        return waiting.get() != null;
    }

    void complete(String encoder) {
        CompletableFuture<String> answered = waiting.getAndSet(null);
        if (answered != null) {
            answered.complete(encoder);
        }
    }

    void fail(EncoderException reason) {
        CompletableFuture<String> answered = waiting.getAndSet(null);
        if (answered != null) {
            answered.completeExceptionally(reason);
        }
    }
}
