package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One stream's counters. Each is written by one thread, the sender thread or, for feedback, the transport's receive
 * thread; any thread may read.
 */
final class StreamCounters {
    static final long UNKNOWN = -1;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    final AtomicLong framesSent = new AtomicLong();
    final AtomicLong framesSkipped = new AtomicLong();
    final AtomicLong packetsSent = new AtomicLong();
    final AtomicLong bytesSent = new AtomicLong();
    final AtomicLong packetsRefused = new AtomicLong();
    final AtomicLong nackedPackets = new AtomicLong();
    final AtomicLong packetsResent = new AtomicLong();
    final AtomicLong resendsRefused = new AtomicLong();
    final AtomicLong keyFrameRequests = new AtomicLong();
    final AtomicLong roundTripNanos = new AtomicLong(UNKNOWN);
    volatile @Nullable ReportBlock lastReport;

    /** Adds to a counter that only this thread writes: without a lock, and without ordering. */
    static void add(AtomicLong counter, long amount) {
        counter.lazySet(counter.getPlain() + amount);
    }

    /** {@code clockRate} of the RTP timestamps, in Hz. */
    StreamStats read(long ssrc, int clockRate) {
        ReportBlock report = lastReport;
        long roundTrip = roundTripNanos.get();
        return new StreamStats(
                ssrc,
                framesSent.get(),
                framesSkipped.get(),
                packetsSent.get(),
                bytesSent.get(),
                packetsRefused.get(),
                nackedPackets.get(),
                packetsResent.get(),
                resendsRefused.get(),
                keyFrameRequests.get(),
                report == null ? 0 : report.fractionLost() / 256.0,
                report == null ? 0 : report.cumulativeLost(),
                report == null ? Duration.ZERO : Duration.ofNanos(report.jitter() * NANOS_PER_SECOND / clockRate),
                roundTrip == UNKNOWN ? Optional.empty() : Optional.of(Duration.ofNanos(roundTrip)));
    }
}
