package io.github.natcast.streamer;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Statistics of the video that one viewer receives: counters of the sent packets, and values from the viewer's RTCP.
 * Immutable.
 *
 * @param codec the codec of the viewer's video
 * @param framesSent pictures passed to the socket
 * @param packetsSent RTP packets sent, without retransmissions
 * @param bytesSent payload bytes sent, without retransmissions
 * @param packetsResent packets retransmitted after a NACK (RFC 4585 §6.2.1)
 * @param packetsRefused packets that the operating system did not accept, because it had no buffer space
 * @param keyFrameRequests PLI and FIR messages received (RFC 4585 §6.3.1, RFC 5104 §4.3.1)
 * @param fractionLost the fraction of lost packets in the viewer's last report, 0 to 1 (RFC 3550 §6.4.1)
 * @param packetsLost the packets lost since the start, from the viewer's last report (RFC 3550 §6.4.1)
 * @param jitter the interarrival jitter in the viewer's last report (RFC 3550 §6.4.1)
 * @param roundTripTime calculated from the viewer's last report; empty before the first
 * @param estimatedBitrate the viewer's bandwidth estimate in bits per second (REMB); empty when it reports none
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
        Optional<Duration> roundTripTime,
        OptionalLong estimatedBitrate) {}
