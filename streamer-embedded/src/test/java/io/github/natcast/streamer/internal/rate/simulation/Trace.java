package io.github.natcast.streamer.internal.rate.simulation;

import io.github.natcast.streamer.internal.rate.RateReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How it went for one viewer, every tenth of a second. */
final class Trace {
    /** @param queueNanos what the link's queue really is */
    record Sample(
            long at,
            long capacity,
            long sent,
            long estimate,
            long rendition,
            int current,
            long queueNanos,
            RateReport report) {}

    final List<Sample> samples = new ArrayList<>();
    private final Viewer viewer;
    private final Link link;
    private final Source source;
    private long sentBefore;

    Trace(Viewer viewer, Link link, Source source) {
        this.viewer = viewer;
        this.link = link;
        this.source = source;
    }

    void sample(long now) {
        RateReport report = viewer.rate.report(now);
        long sent = viewer.sentBytes();
        samples.add(new Sample(
                now,
                link.capacity(),
                (sent - sentBefore) * 80,
                report.estimate(),
                source.bitsPerSecond(viewer.current()),
                viewer.current(),
                link.waitNanos(),
                report));
        sentBefore = sent;
    }

    /** Of the link's queue, in milliseconds. */
    double queuePercentile(double share, double fromSeconds, double toSeconds) {
        long[] queues = samples.stream()
                .filter(sample -> sample.at >= fromSeconds * 1e9 && sample.at <= toSeconds * 1e9)
                .mapToLong(Sample::queueNanos)
                .sorted()
                .toArray();
        return queues[(int) Math.min(queues.length - 1, share * queues.length)] / 1e6;
    }

    long largestEstimate() {
        return samples.stream().mapToLong(Sample::estimate).max().orElse(0);
    }

    long leastEstimate(double fromSeconds) {
        return samples.stream()
                .filter(sample -> sample.at >= fromSeconds * 1e9)
                .mapToLong(Sample::estimate)
                .min()
                .orElse(0);
    }

    /** When the viewer was first on this rendition or a smaller one, in seconds. */
    double firstAtOrBelow(int rendition, double afterSeconds) {
        return samples.stream()
                .filter(sample -> sample.at >= afterSeconds * 1e9 && sample.current >= rendition)
                .mapToDouble(sample -> sample.at / 1e9)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    double firstAtOrAbove(int rendition, double afterSeconds) {
        return samples.stream()
                .filter(sample -> sample.at >= afterSeconds * 1e9 && sample.current <= rendition)
                .mapToDouble(sample -> sample.at / 1e9)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    double meanSent(double fromSeconds, double toSeconds) {
        return samples.stream()
                .filter(sample -> sample.at >= fromSeconds * 1e9 && sample.at <= toSeconds * 1e9)
                .mapToLong(Sample::sent)
                .average()
                .orElse(0);
    }

    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("seconds,capacity,sent,estimate,rendition,queue_ms,seen_queue_ms,loss,paced,left_out");
        for (Sample sample : samples) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%.1f,%d,%d,%d,%d,%.1f,%.1f,%.3f,%s,%d",
                    sample.at / 1e9,
                    sample.capacity,
                    sample.sent,
                    sample.estimate,
                    sample.current,
                    sample.queueNanos / 1e6,
                    sample.report.queueingDelayNanos() / 1e6,
                    sample.report.fractionLost(),
                    sample.report.congested(),
                    sample.report.framesLeftOut()));
        }
        return lines;
    }
}
