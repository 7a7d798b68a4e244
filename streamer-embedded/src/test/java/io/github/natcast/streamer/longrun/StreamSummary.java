package io.github.natcast.streamer.longrun;

/**
 * One RTP stream as it was sent.
 *
 * @param breaks packets whose sequence number did not follow the one before
 * @param sequenceWraps how often the sequence number passed from 65535 to 0
 * @param timestampWraps how often the timestamp passed from 2^32 - 1 to 0
 * @param smallestStep ticks from one frame to the next
 * @param ticks from the first frame to the last
 * @param reportErrorMillis the most by which the sender reports' two clocks diverged
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
