package io.github.natcast.streamer;

/**
 * One picture that its source has encoded already. Immutable by agreement: nobody writes to {@code data}.
 *
 * <pre>{@code
 * sink.onEncoded(new EncodedUnit(VideoCodec.H264, accessUnit, true, System.nanoTime()));
 * }</pre>
 *
 * @param codec what {@code data} is
 * @param data one whole picture: an access unit with start codes (Annex B) for H.264 and H.265, one frame for VP8, one
 *     temporal unit of low-overhead OBUs for AV1; not empty
 * @param keyFrame whether decoding can start here
 * @param captureTimeNanos when the picture was captured, in nanoseconds on the scale of {@link System#nanoTime()}
 */
public record EncodedUnit(VideoCodec codec, byte[] data, boolean keyFrame, long captureTimeNanos) {
    /** The longest unit, in bytes: no picture that a browser plays comes near. */
    public static final int MAXIMUM_BYTES = 8 << 20;

    /** @throws IllegalArgumentException when {@code data} is empty, or longer than {@link #MAXIMUM_BYTES} */
    public EncodedUnit {
        if (data.length == 0 || data.length > MAXIMUM_BYTES) {
            throw new IllegalArgumentException("an encoded unit of " + data.length + " bytes must have 1 to "
                    + MAXIMUM_BYTES + ": pass one whole picture in each call");
        }
    }

    /** For messages; without the data. */
    @Override
    public String toString() {
        return codec + (keyFrame ? " key frame of " : " frame of ") + data.length + " bytes";
    }
}
