package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.internal.rate.EncoderTarget;
import io.github.natcast.streamer.internal.rate.RateReport;
import java.util.List;

/**
 * What the smallest usable rendition of one ladder aims at: what the poorest path that is sent it carries, between the
 * floor and a little below the next larger rendition. Confined to the control thread; owned by its
 * {@link SharedLadder}.
 */
final class LowestTarget {
    private static final double BELOW_NEXT = 0.9;

    private final List<Rendition> renditions;
    private final int minimumBitrate;
    private int index = -1;
    private EncoderTarget target;

    LowestTarget(List<Rendition> renditions, int minimumBitrate) {
        this.renditions = renditions;
        this.minimumBitrate = minimumBitrate;
        target = targetOf(0);
    }

    /** Returns the target in bits per second; {@code lowest} is the smallest usable rendition's index. */
    int update(int lowest, List<RateReport> reports, long now) {
        if (lowest != index) {
            restart(lowest);
        }
        // Those who are about to come down count, too: their path carries no more.
        List<RateReport> watching = reports.stream()
                .filter(report -> Math.max(report.rendition(), report.wantedRendition()) >= lowest)
                .toList();
        return (int) target.update(watching, now);
    }

    /** Forgets what former viewers' paths carried; returns the nominal target. */
    int restart(int lowest) {
        index = lowest;
        target = targetOf(lowest);
        return (int) target.bitsPerSecond();
    }

    /** Above its own rate it fills the gap to the next larger rendition, whose place it does not take. */
    private EncoderTarget targetOf(int rendition) {
        int nominal = renditions.get(rendition).bitrate();
        long ceiling = rendition == 0
                ? nominal
                : Math.max(
                        nominal,
                        Math.round(BELOW_NEXT * renditions.get(rendition - 1).bitrate()));
        return new EncoderTarget(Math.min(minimumBitrate, nominal), nominal, ceiling);
    }
}
