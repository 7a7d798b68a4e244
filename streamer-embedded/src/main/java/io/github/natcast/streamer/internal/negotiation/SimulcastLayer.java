package io.github.natcast.streamer.internal.negotiation;

import java.util.List;

/**
 * One of the simulcast streams that a video section offers (RFC 8853). Immutable.
 *
 * @param rid its {@code a=rid} (RFC 8851), 1 to 16 letters and digits
 * @param ssrc 32 bits, unsigned
 * @param rtxSsrc of the stream that resends its packets
 */
public record SimulcastLayer(String rid, long ssrc, long rtxSsrc) {
    /** What LiveKit reads a layer's size from, whatever the order: quarter, half, full. Others take any name. */
    private static final List<String> NAMES = List.of("q", "h", "f");

    /** The most that engines tell apart. */
    public static final int MOST = NAMES.size();

    /** RFC 8285 §4.2: in the packets' header extension a rid has 1 to 16 bytes. */
    public SimulcastLayer {
        if (!rid.matches("[A-Za-z0-9]{1,16}")) {
            throw new IllegalArgumentException("rid \"" + rid + "\" must have 1 to 16 letters and digits");
        }
        if (ssrc == rtxSsrc) {
            throw new IllegalArgumentException("SSRC " + ssrc + " cannot be both a layer's and its RTX stream's");
        }
    }

    /**
     * The rids for so many layers, the largest picture first.
     *
     * @param count 1 to {@link #MOST}
     */
    public static List<String> rids(int count) {
        return count == 1
                ? List.of(NAMES.get(0))
                : NAMES.subList(0, count).stream()
                        .sorted((one, other) -> NAMES.indexOf(other) - NAMES.indexOf(one))
                        .toList();
    }
}
