package io.github.natcast.streamer;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The result of {@linkplain Streamer#probeEncoders probing} one encoder in one of its formats. Immutable.
 *
 * @param encoder FFmpeg's name of the encoder
 * @param codec the codec that was probed
 * @param h264Profile the profile that was probed; empty for codecs other than H.264
 * @param packetizationMode the H.264 packetization mode (RFC 6184 §6.2) that the encoder was set up for, 1 or 0; in
 *     mode 0 no NAL unit may be longer than a packet. Empty for codecs other than H.264
 * @param outcome whether the encoder can be used
 * @param message for a usable encoder, a description of its stream, such as {@code profile-level-id 42e01f}; otherwise
 *     FFmpeg's error, or the defect of the stream
 * @param millis the time from opening the encoder to its last picture or its failure, in milliseconds
 */
public record EncoderReport(
        String encoder,
        VideoCodec codec,
        Optional<H264Profile> h264Profile,
        OptionalInt packetizationMode,
        Outcome outcome,
        String message,
        long millis) {

    /** Whether an encoder can be used. */
    public enum Outcome {
        /** The encoder opened, and its stream has the negotiated format. */
        USABLE,
        /**
         * The encoder did not open: this build of FFmpeg lacks it, its device is missing, or it rejects its options.
         */
        REFUSED,
        /** The encoder opened, but failed, or its stream does not have the negotiated format. */
        UNFIT
    }
}
