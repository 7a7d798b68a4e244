package io.github.natcast.streamer.internal.rtp.h264;

/** {@code packetization-mode} of RFC 6184 §8.1. Mode 2, interleaved, is not sent: browsers do not offer it. */
public enum PacketizationMode {
    /**
     * Mode 0, one NAL unit per packet (RFC 6184 §6.2). Nothing can be split: the encoder must keep every slice within
     * {@link H264Packetizer#maximumPayload()}.
     */
    SINGLE_NAL_UNIT(0),
    /** Mode 1: single units, STAP-A and FU-A (RFC 6184 §6.3). */
    NON_INTERLEAVED(1);

    private final int wire;

    PacketizationMode(int wire) {
        this.wire = wire;
    }

    /** As in {@code a=fmtp}. */
    public int wire() {
        return wire;
    }
}
