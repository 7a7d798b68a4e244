package io.github.natcast.streamer.internal.rate;

/**
 * What is known of a viewer's path. Immutable.
 *
 * @param source where the estimate comes from
 * @param estimate in bits per second, for everything that is sent; 0 while there is none
 * @param forVideo what the estimate leaves for the video's payload once audio and headers are taken off, in bits per
 *     second; 0 while there is no estimate
 * @param rendition that is sent, 0 the full one
 * @param wantedRendition that will be sent from its next key frame on
 * @param queueingDelayNanos how long packets wait in queues on the path, and in ours
 * @param fractionLost recently, 0 to 1
 * @param roundTripNanos 0 while unknown
 * @param congested whether packets are paced
 * @param framesLeftOut since the start, for lack of room
 * @param paddingBytes sent since the start
 */
public record RateReport(
        EstimateSource source,
        long estimate,
        long forVideo,
        int rendition,
        int wantedRendition,
        long queueingDelayNanos,
        double fractionLost,
        long roundTripNanos,
        boolean congested,
        long framesLeftOut,
        long paddingBytes) {

    /** The same where renditions are counted otherwise. */
    public RateReport withRenditions(int sent, int wanted) {
        return new RateReport(
                source,
                estimate,
                forVideo,
                sent,
                wanted,
                queueingDelayNanos,
                fractionLost,
                roundTripNanos,
                congested,
                framesLeftOut,
                paddingBytes);
    }

    /** Where an estimate comes from, the best one first. */
    public enum EstimateSource {
        /** Transport-wide feedback. */
        TRANSPORT_WIDE,
        /** The viewer's own estimate (REMB). */
        RECEIVER_ESTIMATE,
        /** Losses in receiver reports. */
        RECEIVER_REPORT,
        /** Nothing has come yet, or adaptation is off. */
        NONE
    }
}
