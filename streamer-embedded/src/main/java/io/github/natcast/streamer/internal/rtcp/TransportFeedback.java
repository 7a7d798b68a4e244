package io.github.natcast.streamer.internal.rtcp;

/**
 * When each packet of a range arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). Immutable by
 * agreement: nobody writes to {@code arrivals}.
 *
 * @param senderSsrc of the viewer
 * @param mediaSsrc of one of our streams; the feedback is about all of them
 * @param feedbackCount 8 bits; counts the viewer's feedback packets
 * @param baseSequenceNumber the transport-wide sequence number of the first packet, 16 bits
 * @param referenceTicks the reference time in ticks of 250 µs on the viewer's clock; wraps with its 24 bits of 64 ms
 * @param arrivals for each packet from the first on, ticks of 250 µs since the reference time, or {@link #LOST}
 */
public record TransportFeedback(
        long senderSsrc,
        long mediaSsrc,
        int feedbackCount,
        int baseSequenceNumber,
        long referenceTicks,
        int[] arrivals) {

    /** In place of the arrival of a packet that had not arrived. */
    public static final int LOST = Integer.MIN_VALUE;
}
