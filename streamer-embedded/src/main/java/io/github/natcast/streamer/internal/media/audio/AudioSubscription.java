package io.github.natcast.streamer.internal.media.audio;

/** A listener's hold on the audio encoding. Thread-safe. */
public interface AudioSubscription extends AutoCloseable {
    /** No packet comes after the one under way; idempotent. */
    @Override
    void close();
}
