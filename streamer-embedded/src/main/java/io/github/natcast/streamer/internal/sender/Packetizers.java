package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtp.Packetizer;
import io.github.natcast.streamer.internal.rtp.av1.Av1Packetizer;
import io.github.natcast.streamer.internal.rtp.h264.H264Packetizer;
import io.github.natcast.streamer.internal.rtp.h264.PacketizationMode;
import io.github.natcast.streamer.internal.rtp.h265.H265Packetizer;
import io.github.natcast.streamer.internal.rtp.vp8.Vp8Packetizer;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Makes the packetizer of each video codec. */
public final class Packetizers {
    private Packetizers() {}

    /**
     * A packetizer for one encoding.
     *
     * @param packetizationMode as negotiated for H.264, 0 or 1; empty means 0 (RFC 6184 §8.1); ignored for other codecs
     * @param random chooses where a format's own counters begin
     */
    public static Packetizer of(VideoCodec codec, OptionalInt packetizationMode, RandomGenerator random) {
        return switch (codec) {
            case H264 ->
                new H264Packetizer(
                        packetizationMode.orElse(0) == PacketizationMode.NON_INTERLEAVED.wire()
                                ? PacketizationMode.NON_INTERLEAVED
                                : PacketizationMode.SINGLE_NAL_UNIT);
            case H265 -> new H265Packetizer();
            case VP8 -> new Vp8Packetizer(random.nextInt());
            case AV1 -> new Av1Packetizer();
        };
    }
}
