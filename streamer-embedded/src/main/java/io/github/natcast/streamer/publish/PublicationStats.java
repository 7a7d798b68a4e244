package io.github.natcast.streamer.publish;

import java.time.Duration;
import java.util.Optional;

/**
 * What a publication has come to. Immutable: a reading at one moment.
 *
 * @param sessions how often it was connected
 * @param attempts how often a session was offered
 * @param restarts how often ICE was restarted in a session, without a new one
 * @param codec of the video in this session, such as {@code H264}; empty before its answer
 * @param packetsSent RTP packets of all sessions, resent ones included
 * @param bytesSent of these packets, with headers
 * @param packetsResent after a NACK
 * @param fractionLost of the server's last reports, 0 to 1
 * @param roundTripTime of the server's last reports; empty before the first
 * @param targetBitrate what the uplink is taken to carry for it, in bits per second; 0 while nothing is known
 */
public record PublicationStats(
        long sessions,
        long attempts,
        long restarts,
        String codec,
        long packetsSent,
        long bytesSent,
        long packetsResent,
        double fractionLost,
        Optional<Duration> roundTripTime,
        long targetBitrate) {}
