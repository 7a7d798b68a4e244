package io.github.natcast.streamer.internal.media.codec;

/** Receives one encoding's frames, in order, on the encoder's thread: must not block. */
@FunctionalInterface
public interface EncodedFrameListener {
    void onFrame(EncodedFrame frame);
}
