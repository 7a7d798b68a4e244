package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.ViewerStats;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was sent to one viewer between two looks. Confined to the control thread. */
final class SentWindow {
    private static final double NANOS_PER_SECOND = 1e9;

    private @Nullable ViewerStats before;
    private long beforeNanos;
    private double framesPerSecond;
    private long refused;
    private long leftOut;

    void look(ViewerStats now, long nowNanos) {
        ViewerStats then = before;
        double seconds = (nowNanos - beforeNanos) / NANOS_PER_SECOND;
        if (then != null && seconds > 0) {
            framesPerSecond = Math.max(0, now.framesSent() - then.framesSent()) / seconds;
            refused = Math.max(0, now.packetsRefused() - then.packetsRefused());
            leftOut = Math.max(0, leftOut(now) - leftOut(then));
        }
        before = now;
        beforeNanos = nowNanos;
    }

    private static long leftOut(ViewerStats stats) {
        return Optional.of(stats)
                .flatMap(ViewerStats::rate)
                .map(ViewerStats.Rate::framesLeftOut)
                .orElse(0L);
    }

    double framesPerSecond() {
        return framesPerSecond;
    }

    /** Packets that the operating system refused. */
    long refused() {
        return refused;
    }

    /** Pictures for which the path had no room. */
    long leftOut() {
        return leftOut;
    }
}
