package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.rate.RateReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What a viewer's rate control knows, as the program sees it. Stateless. */
final class PathRate {
    private PathRate() {}

    /** @param changes how often another rendition was sent */
    static ViewerStats.Rate of(RateReport report, long changes) {
        return new ViewerStats.Rate(
                feedback(report.source()),
                report.estimate() > 0 ? OptionalLong.of(report.estimate()) : OptionalLong.empty(),
                Duration.ofNanos(report.queueingDelayNanos()),
                report.fractionLost(),
                report.roundTripNanos() > 0 ? Optional.of(Duration.ofNanos(report.roundTripNanos())) : Optional.empty(),
                report.congested(),
                changes,
                report.framesLeftOut(),
                report.paddingBytes());
    }

    private static ViewerStats.Feedback feedback(RateReport.EstimateSource source) {
        return switch (source) {
            case TRANSPORT_WIDE -> ViewerStats.Feedback.TRANSPORT_WIDE;
            case RECEIVER_ESTIMATE -> ViewerStats.Feedback.REMB;
            case RECEIVER_REPORT -> ViewerStats.Feedback.RECEIVER_REPORTS;
            case NONE -> ViewerStats.Feedback.NONE;
        };
    }
}
