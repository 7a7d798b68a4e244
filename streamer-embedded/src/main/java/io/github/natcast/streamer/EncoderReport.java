package io.github.natcast.streamer;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a probe found out about one encoder in one of the formats that it makes. Immutable.
 *
 * @param encoder FFmpeg's name
 * @param h264Profile of H.264; other codecs have none
 * @param packetizationMode of H.264 (RFC 6184 §6.2) that the encoder was set up for, 1 or 0, where no NAL unit may be
 *     longer than a packet; other codecs have none
 * @param message FFmpeg's reason, or what is wrong with the stream; for a usable one what the stream is, such as
 *     {@code profile-level-id 42e01f}
 * @param millis from opening to the last picture encoded, or to the refusal
 */
public record EncoderReport(
        String encoder,
        VideoCodec codec,
        Optional<H264Profile> h264Profile,
        OptionalInt packetizationMode,
        Outcome outcome,
        String message,
        long millis) {

    public enum Outcome {
        /** Opened, and its stream is what is negotiated. */
        USABLE,
        /** Not in this build of FFmpeg, no such device, or its options were refused. */
        REFUSED,
        /** Opened, but failed, or its stream is not what is negotiated. */
        UNFIT
    }
}
