package io.github.natcast.streamer.internal.rtp.opus;

import io.github.natcast.streamer.internal.rtp.PacketizedFrame;

/** Turns Opus packets into RTP payloads (RFC 7587 §4.2): each is one payload as it is. Thread-safe. */
public final class OpusPacketizer {
    /** Always 48 kHz, whatever the encoder's bandwidth (RFC 7587 §4.1). */
    public static final int CLOCK_RATE = 48_000;

    private OpusPacketizer() {}

    /** As {@link #packetize(byte[], long, boolean)}, for a packet that is not silent. */
    public static PacketizedFrame packetize(byte[] packet, long captureTimeNanos) {
        return packetize(packet, captureTimeNanos, false);
    }

    /**
     * Never sets the marker, which would begin a talkspurt after silence (RFC 3551 §4.1). Decoding can start anywhere.
     *
     * @param packet one Opus packet; empty for a pause (DTX), which sends nothing
     * @param captureTimeNanos when its first sample was captured, on the scale of {@link System#nanoTime()}
     * @param silent whether there is nothing to hear in it
     */
    public static PacketizedFrame packetize(byte[] packet, long captureTimeNanos, boolean silent) {
        PacketizedFrame.Builder builder =
                new PacketizedFrame.Builder(packet.length).withoutMarker().silent(silent);
        if (packet.length > 0) {
            builder.append(packet, 0, packet.length).endPayload();
        }
        return builder.build(true, captureTimeNanos);
    }
}
