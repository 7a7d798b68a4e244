package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.EncodedUnit;

/**
 * Takes what a {@link MediaReceiver} has put together, in decoding order. Called within its methods; must not block.
 */
public interface ReceivedMedia {
    /** A picture; after a gap, the first is a key frame. */
    void onVideo(EncodedUnit unit);

    /**
     * An Opus packet.
     *
     * @param captureTimeNanos on the scale of {@link System#nanoTime()}
     */
    void onOpus(byte[] packet, long captureTimeNanos);
}
