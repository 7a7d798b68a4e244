package io.github.natcast.streamer.internal.publish;

import java.time.Duration;
import java.util.Optional;

/**
 * What one session has sent. Immutable.
 *
 * @param packets RTP packets of all streams, resent ones included
 * @param bytes of these packets, with headers
 * @param resent packets that were sent again
 * @param lossFraction of the last receiver reports, 0 to 1
 * @param roundTrip of the last receiver reports; empty before the first
 * @param targetBitrate what the path is taken to carry, in bit/s; 0 when nothing is known
 * @param codec the encoding name, such as {@code H264}; empty before the answer
 */
public record PublicationTraffic(
        long packets,
        long bytes,
        long resent,
        double lossFraction,
        Optional<Duration> roundTrip,
        long targetBitrate,
        String codec) {

    /** Before anything was sent. */
    public static PublicationTraffic none() {
        return new PublicationTraffic(0, 0, 0, 0, Optional.empty(), 0, "");
    }

    /** The counters of both, and of the later one what is of a moment. */
    PublicationTraffic plus(PublicationTraffic later) {
        return new PublicationTraffic(
                packets + later.packets,
                bytes + later.bytes,
                resent + later.resent,
                later.lossFraction,
                later.roundTrip,
                later.targetBitrate,
                later.codec);
    }
}
