package io.github.natcast.streamer.internal.media.codec;

/**
 * Asks an encoding for a key frame as soon as possible. Thread-safe, never blocks; requests that come close together
 * share one key frame.
 */
@FunctionalInterface
public interface KeyFrameRequester {
    void requestKeyFrame();
}
