package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.internal.limits.TokenBucket;

/**
 * How many SRTCP packets from one viewer's address are opened: to find out that one is forged takes five to ten times
 * as long as to read it. What continues the viewer's own count has a share of its own, which nobody can use up who
 * forges the address but has not seen the packets. Confined to the transport's receive thread.
 */
final class SrtcpShare {
    /** Four times what is read: a viewer's reports come in bursts after an outage. */
    static final int EXPECTED_PER_SECOND = 400;

    /** The first of each SSRC, late and repeated ones, those after a long gap, and forged ones. */
    static final int OTHER_PER_SECOND = 200;

    /** Reports that may be lost in a row: of ten seconds. */
    static final int LONGEST_GAP = 1000;

    private final TokenBucket expected;
    private final TokenBucket other;

    SrtcpShare(long nowNanos) {
        expected = new TokenBucket(EXPECTED_PER_SECOND, EXPECTED_PER_SECOND, nowNanos);
        other = new TokenBucket(OTHER_PER_SECOND, OTHER_PER_SECOND, nowNanos);
    }

    /**
     * Whether the packet may be opened.
     *
     * @param lead how many packets after the last authentic one it claims to be; 0 when it is not later
     */
    boolean admits(int lead, long nowNanos) {
        return (lead > 0 && lead <= LONGEST_GAP ? expected : other).take(nowNanos);
    }
}
