package io.github.natcast.streamer.longrun;

/**
 * One RTP stream as it left.
 *
 * @param breaks packets whose sequence number did not follow the one before
 * @param sequenceWraps 65535 to 0
 * @param timestampWraps 2^32 - 1 to 0
 * @param smallestStep ticks from one frame to the next
 * @param ticks from the first frame to the last
 * @param reportErrorMillis by how much sender reports' two clocks went apart, at most
 */
public record StreamSummary(
        long packets,
        long frames,
        long breaks,
        long sequenceWraps,
        long timestampWraps,
        long smallestStep,
        long largestStep,
        long ticks,
        double reportErrorMillis) {}
