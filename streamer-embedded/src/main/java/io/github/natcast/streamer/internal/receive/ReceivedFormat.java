package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtp.PayloadReader;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.rtp.av1.Av1PayloadReader;
import io.github.natcast.streamer.internal.rtp.h264.H264PayloadReader;
import io.github.natcast.streamer.internal.rtp.h265.H265PayloadReader;
import io.github.natcast.streamer.internal.rtp.opus.OpusPacketizer;
import io.github.natcast.streamer.internal.rtp.opus.OpusPayloadReader;
import io.github.natcast.streamer.internal.rtp.vp8.Vp8PayloadReader;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One negotiated payload type. Immutable.
 *
 * @param payloadType 0 to 127
 * @param retransmission the payload type of its retransmissions (RFC 4588), where they have one
 * @param codec of the pictures; empty for Opus
 * @param nack whether lost packets may be asked for (RFC 4585)
 * @param pli whether key frames may be asked for (RFC 4585)
 */
public record ReceivedFormat(
        int payloadType, OptionalInt retransmission, Optional<VideoCodec> codec, boolean nack, boolean pli) {

    /** In Hz. */
    int clockRate() {
        return codec.isPresent() ? RtpClock.VIDEO_RATE : OpusPacketizer.CLOCK_RATE;
    }

    PayloadReader reader() {
        return codec.<PayloadReader>map(ReceivedFormat::readerOf).orElseGet(OpusPayloadReader::new);
    }

    private static PayloadReader readerOf(VideoCodec codec) {
        return switch (codec) {
            case H264 -> new H264PayloadReader();
            case H265 -> new H265PayloadReader();
            case VP8 -> new Vp8PayloadReader();
            case AV1 -> new Av1PayloadReader();
        };
    }
}
