package io.github.natcast.streamer;

import java.time.Duration;
import java.util.Optional;

/**
 * Statistics of the video that one viewer receives: counters of the sent packets, and values from the viewer's RTCP.
 * Immutable.
 *
 * @param codec of its video
 * @param framesSent pictures handed to the socket
 * @param packetsSent RTP packets, without those sent again
 * @param bytesSent payload bytes, without those sent again
 * @param packetsResent after a NACK
 * @param packetsRefused for which the operating system had no room
 * @param keyFrameRequests PLI and FIR received
 * @param fractionLost of the viewer's last report, 0 to 1
 * @param packetsLost of the viewer's last report, since the start
 * @param jitter of the viewer's last report
 * @param roundTripTime from the viewer's last report; empty before the first
 */
public record ViewerStats(
        VideoCodec codec,
        long framesSent,
        long packetsSent,
        long bytesSent,
        long packetsResent,
        long packetsRefused,
        long keyFrameRequests,
        double fractionLost,
        long packetsLost,
        Duration jitter,
        Optional<Duration> roundTripTime) {}
