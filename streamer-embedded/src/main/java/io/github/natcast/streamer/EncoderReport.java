package io.github.natcast.streamer;

/**
 * What a probe found out about one encoder. Immutable.
 *
 * @param encoder FFmpeg's name
 * @param message FFmpeg's reason, or what is wrong with the stream; for a usable one what the stream is, such as
 *     {@code profile-level-id 42e01f}
 * @param millis from opening to the last picture encoded, or to the refusal
 */
public record EncoderReport(String encoder, VideoCodec codec, Outcome outcome, String message, long millis) {

    public enum Outcome {
        /** Opened, and its stream is what is negotiated. */
        USABLE,
        /** Not in this build of FFmpeg, no such device, or its options were refused. */
        REFUSED,
        /** Opened, but failed, or its stream is not what is negotiated. */
        UNFIT
    }
}
