package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerStats;
import java.time.Duration;
import java.util.Optional;

/**
 * What a viewer was sent on one stream and what it reported. Immutable: a reading at one moment, whose parts may be a
 * packet apart.
 *
 * @param ssrc 32 bits, unsigned
 * @param framesSent frames of which every packet was handed to the socket
 * @param framesSkipped frames not sent, while the viewer waited for a key frame
 * @param packetsSent without those sent again
 * @param bytesSent payload bytes, without those sent again
 * @param packetsRefused packets that the operating system did not take; they can be sent again
 * @param nackedPackets packets that the viewer reported lost, once per NACK
 * @param packetsResent packets sent again
 * @param resendsRefused packets reported lost but not sent again: no longer kept, just sent, or beyond the budget
 * @param keyFrameRequests PLI and FIR, without repetitions
 * @param fractionLost of the viewer's last report, 0 to 1
 * @param cumulativeLost of the viewer's last report; repaired packets do not count
 * @param jitter of the viewer's last report
 * @param roundTripTime from the viewer's last report; empty before it has received a sender report
 */
public record StreamStats(
        long ssrc,
        long framesSent,
        long framesSkipped,
        long packetsSent,
        long bytesSent,
        long packetsRefused,
        long nackedPackets,
        long packetsResent,
        long resendsRefused,
        long keyFrameRequests,
        double fractionLost,
        long cumulativeLost,
        Duration jitter,
        Optional<Duration> roundTripTime) {

    /**
     * What the program sees of it.
     *
     * @param rendition that is sent
     * @param targetBitrate of this rendition's encoder, in bits per second
     * @param retransmissionStream whether there is one
     */
    public ViewerStats ofViewer(
            VideoCodec codec,
            Rendition rendition,
            int targetBitrate,
            boolean retransmissionStream,
            Optional<ViewerStats.Rate> rate) {
        return new ViewerStats(
                codec,
                rendition,
                targetBitrate,
                framesSent,
                framesSkipped,
                packetsSent,
                bytesSent,
                packetsResent,
                resendsRefused,
                retransmissionStream,
                packetsRefused,
                keyFrameRequests,
                fractionLost,
                cumulativeLost,
                jitter,
                roundTripTime,
                rate);
    }
}
