package io.github.natcast.streamer.internal.negotiation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the simulcast streams that a video section offers (RFC 8853): one rendition of the video. Immutable.
 *
 * @param rid its {@code a=rid} (RFC 8851), one letter or digit: the packets' header extensions have room for no more
 * @param rendition 0 for the largest picture
 * @param ssrc 32 bits, unsigned
 * @param rtxSsrc of the stream that resends its packets
 */
public record SimulcastLayer(String rid, int rendition, long ssrc, long rtxSsrc) {
    /** What LiveKit reads a layer's size from, whatever the order: quarter, half, full. Others take any name. */
    private static final List<String> NAMES = List.of("q", "h", "f");

    /** The most that engines tell apart. */
    public static final int MOST = NAMES.size();

    public SimulcastLayer {
        if (!rid.matches("[A-Za-z0-9]")) {
            throw new IllegalArgumentException("rid \"" + rid + "\" must be one letter or digit");
        }
        if (ssrc == rtxSsrc) {
            throw new IllegalArgumentException("SSRC " + ssrc + " cannot be both a layer's and its RTX stream's");
        }
    }

    /**
     * The layers for so many renditions, the largest picture first; none where there are fewer than two. Their SSRCs
     * follow {@code ssrc}, two each: neighbours of a number drawn by chance are as unlikely to be in use.
     *
     * @param renditions those beyond {@link #MOST} get none
     */
    public static List<SimulcastLayer> of(int renditions, long ssrc) {
        int count = Math.min(renditions, MOST);
        return count < 2
                ? List.of()
                : IntStream.range(0, count)
                        .mapToObj(index -> new SimulcastLayer(
                                NAMES.get(count - 1 - index),
                                index,
                                after(ssrc, 2 * index + 1),
                                after(ssrc, 2 * index + 2)))
                        .toList();
    }

    private static long after(long ssrc, int steps) {
        return (ssrc + steps) & 0xFFFF_FFFFL;
    }
}
