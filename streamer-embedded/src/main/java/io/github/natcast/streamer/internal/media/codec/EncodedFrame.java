package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.VideoCodec;

/**
 * One encoded picture, on its way from the encoder to all viewers. Immutable by agreement: nobody writes to
 * {@code data}.
 *
 * @param codec what {@code data} is
 * @param data the bitstream of one access unit: Annex B for H.264 and H.265 (parameter sets in band with every key
 *     frame), one frame for VP8, one temporal unit of low-overhead OBUs for AV1
 * @param keyFrame whether decoding can start here
 * @param captureTimeNanos when the picture was captured, on the scale of {@link System#nanoTime()}; audio and video
 *     derive their RTP timestamps from this one clock. Strictly increasing per encoding
 * @param disposable whether no other frame depends on this one, so that a viewer may be left without it
 */
public record EncodedFrame(VideoCodec codec, byte[] data, boolean keyFrame, long captureTimeNanos, boolean disposable) {

    /** A frame that others may depend on. */
    public EncodedFrame(VideoCodec codec, byte[] data, boolean keyFrame, long captureTimeNanos) {
        this(codec, data, keyFrame, captureTimeNanos, false);
    }

    /** The same at another time. */
    public EncodedFrame at(long newCaptureTimeNanos) {
        return new EncodedFrame(codec, data, keyFrame, newCaptureTimeNanos, disposable);
    }
}
