package io.github.natcast.streamer;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Statistics of the video that one viewer receives: counters of the sent packets, values from the viewer's RTCP, and
 * what is known of its path. Immutable: a reading at one moment, whose parts may be a packet apart.
 *
 * @param codec of its video
 * @param rendition that is sent
 * @param targetBitrate what the encoder of this rendition aims at now, in bits per second; it is below the rendition's
 *     own while the smallest one follows what the poorest path carries
 * @param framesSent pictures handed to the socket
 * @param framesSkipped pictures not sent, because the viewer waited for a key frame or its path had no room
 * @param packetsSent RTP packets, without those sent again
 * @param bytesSent payload bytes, without those sent again
 * @param packetsResent after a NACK
 * @param resendsRefused packets reported lost but not sent again: no longer kept, just sent, or beyond the budget
 * @param retransmissionStream whether packets are sent again in a stream of their own (RTX, RFC 4588), or as they were
 * @param packetsRefused for which the operating system had no room
 * @param keyFrameRequests PLI and FIR received
 * @param fractionLost of the viewer's last report, 0 to 1
 * @param packetsLost of the viewer's last report, since the start
 * @param jitter of the viewer's last report
 * @param roundTripTime from the viewer's last report; empty before the first
 * @param rate what its path carries; empty without {@link VideoSettings#adaptation}
 */
public record ViewerStats(
        VideoCodec codec,
        Rendition rendition,
        int targetBitrate,
        long framesSent,
        long framesSkipped,
        long packetsSent,
        long bytesSent,
        long packetsResent,
        long resendsRefused,
        boolean retransmissionStream,
        long packetsRefused,
        long keyFrameRequests,
        double fractionLost,
        long packetsLost,
        Duration jitter,
        Optional<Duration> roundTripTime,
        Optional<Rate> rate) {

    /**
     * What is known of the path to the viewer, at most a fifth of a second old while media flow. Immutable.
     *
     * @param feedback what the estimate is made of
     * @param estimate what the path carries of everything that is sent, headers and audio included, in bits per second;
     *     empty while there is none. It says little of a wide path: how much more than the full rendition needs would
     *     pass is not looked for
     * @param queueingDelay how long packets wait in queues on the path, and in the sender's
     * @param fractionLost of the last packets, 0 to 1
     * @param roundTripTime of the feedback; empty while unknown
     * @param paced whether packets wait for their turn, because the path is narrow, or not known yet
     * @param renditionChanges how often another rendition was sent
     * @param framesLeftOut pictures for which the path had no room; they count as skipped, too
     * @param paddingBytes sent to find out whether the path carries more
     */
    public record Rate(
            Feedback feedback,
            OptionalLong estimate,
            Duration queueingDelay,
            double fractionLost,
            Optional<Duration> roundTripTime,
            boolean paced,
            long renditionChanges,
            long framesLeftOut,
            long paddingBytes) {}

    /** What a viewer reports of its path, the best first. */
    public enum Feedback {
        /** When each packet arrived (draft-holmer-rmcat-transport-wide-cc-extensions). */
        TRANSPORT_WIDE,
        /** Its own estimate (REMB, draft-alvestrand-rmcat-remb). */
        REMB,
        /** Losses and round trips (RFC 3550 §6.4). */
        RECEIVER_REPORTS,
        /** Nothing yet, or nothing for some seconds. */
        NONE
    }
}
