package io.github.natcast.streamer.internal.sender;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What went to a viewer on one stream and what it said of it. Immutable: a reading at one moment, whose parts may be a
 * packet apart.
 *
 * @param ssrc 32 bits, unsigned
 * @param framesSent frames of which every packet was handed to the socket
 * @param framesSkipped frames not sent, while the viewer waited for a key frame
 * @param packetsSent without those sent again
 * @param bytesSent payload bytes, without those sent again
 * @param packetsRefused packets for which the operating system had no room; they can be sent again
 * @param nackedPackets packets that the viewer asked for again
 * @param packetsResent packets sent again
 * @param resendsRefused packets asked for but kept back: not kept any more, just sent, or beyond the budget
 * @param keyFrameRequests PLI and FIR, without repetitions
 * @param fractionLost of the viewer's last report, 0 to 1
 * @param cumulativeLost of the viewer's last report; repaired packets do not count
 * @param jitterTicks of the viewer's last report, in units of the RTP timestamp
 * @param roundTripTime from the viewer's last report; empty before it has seen a sender report
 * @param estimatedBitrate the viewer's own estimate of its path in bits per second (REMB)
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
        long jitterTicks,
        Optional<Duration> roundTripTime,
        OptionalLong estimatedBitrate) {}
