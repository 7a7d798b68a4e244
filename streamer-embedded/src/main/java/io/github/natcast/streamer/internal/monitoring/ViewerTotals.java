package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.sdp.diagnose.ViewerVerdictCode;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.ViewerStats;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What all viewers together were sent and how it arrived, for {@code /metrics}. Thread-safe; nothing of it is on the
 * packet path.
 */
final class ViewerTotals {
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Rendition> ladder;
    private final Map<Sent, Long> viewers = new LinkedHashMap<>();
    private final Histogram estimate =
            new Histogram(100e3, 200e3, 400e3, 700e3, 1e6, 1.5e6, 2e6, 3e6, 5e6, 8e6, 15e6, 30e6);
    private final Histogram roundTrip = new Histogram(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2);
    private final Histogram queueingDelay = new Histogram(0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 5);
    private final Histogram loss = new Histogram(0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5);
    private final Map<Rendition.Reason, Long> changes = new EnumMap<>(Rendition.Reason.class);
    private final Map<ViewerVerdictCode, Long> verdicts = new EnumMap<>(ViewerVerdictCode.class);
    private Counts counts = Counts.ZERO;

    /** What viewers are sent, by index and size alone: a bitrate that moves makes no other rendition. */
    private record Sent(String channel, int index, String size) {
        Sent(String channel, Rendition rendition) {
            this(channel, rendition.index(), rendition.width() + "x" + rendition.height());
        }

        Map<String, String> labels() {
            Map<String, String> labels = MonitoredChannel.labels(channel);
            labels.put("rendition", String.valueOf(index));
            labels.put("size", size);
            return labels;
        }
    }

    /**
     * Some of a viewer's counters. Immutable.
     *
     * @param retransmitted packets sent again in a stream of their own
     * @param repeated packets sent again as they were
     */
    record Counts(long retransmitted, long repeated, long resendsRefused, long framesLeftOut, long paddingBytes) {
        static final Counts ZERO = new Counts(0, 0, 0, 0, 0);

        static Counts of(ViewerStats stats) {
            boolean own = stats.retransmissionStream();
            return new Counts(
                    own ? stats.packetsResent() : 0,
                    own ? 0 : stats.packetsResent(),
                    stats.resendsRefused(),
                    stats.rate().map(ViewerStats.Rate::framesLeftOut).orElse(0L),
                    stats.rate().map(ViewerStats.Rate::paddingBytes).orElse(0L));
        }

        /** This plus what was added from one reading to a later one. */
        Counts plus(Counts before, Counts after) {
            return new Counts(
                    retransmitted + Math.max(0, after.retransmitted - before.retransmitted),
                    repeated + Math.max(0, after.repeated - before.repeated),
                    resendsRefused + Math.max(0, after.resendsRefused - before.resendsRefused),
                    framesLeftOut + Math.max(0, after.framesLeftOut - before.framesLeftOut),
                    paddingBytes + Math.max(0, after.paddingBytes - before.paddingBytes));
        }
    }

    /** @param ladder what viewers of the default channel can be sent: it is there when nobody is, too */
    ViewerTotals(List<Rendition> ladder) {
        this.ladder = List.copyOf(ladder);
        for (Rendition.Reason reason : Rendition.Reason.values()) {
            changes.put(reason, 0L);
        }
        for (ViewerVerdictCode code : ViewerVerdictCode.values()) {
            verdicts.put(code, 0L);
        }
        measure(List.of());
    }

    /** A viewer that media flow to. */
    record Watching(String channel, ViewerStats stats) {}

    /** Takes in what is known of all viewers that media flow to. */
    final synchronized void measure(List<Watching> all) {
        viewers.clear();
        for (Rendition rendition : ladder) {
            viewers.put(new Sent(Channel.DEFAULT_NAME, rendition), 0L);
        }
        for (Watching watching : all) {
            ViewerStats stats = watching.stats();
            viewers.merge(new Sent(watching.channel(), stats.rendition()), 1L, Long::sum);
            stats.rate().ifPresentOrElse(this::observe, () -> observeReports(stats));
        }
    }

    private void observe(ViewerStats.Rate rate) {
        rate.roundTripTime().ifPresent(time -> roundTrip.observe(seconds(time)));
        if (rate.feedback() != ViewerStats.Feedback.NONE) {
            rate.estimate().ifPresent(estimate::observe);
            queueingDelay.observe(seconds(rate.queueingDelay()));
            loss.observe(rate.fractionLost());
        }
    }

    /** Without adaptation there is what receiver reports say. */
    private void observeReports(ViewerStats stats) {
        stats.roundTripTime().ifPresent(time -> {
            roundTrip.observe(seconds(time));
            loss.observe(stats.fractionLost());
        });
    }

    synchronized void count(Counts before, Counts after) {
        counts = counts.plus(before, after);
    }

    synchronized void count(ViewerVerdictCode verdict) {
        verdicts.merge(verdict, 1L, Long::sum);
    }

    synchronized void count(Rendition.Reason reason) {
        changes.merge(reason, 1L, Long::sum);
    }

    synchronized void metrics(MetricsCollector metrics) {
        metrics.begin("natcast_rendition_viewers", StreamerMetrics.Type.GAUGE, "Viewers that are sent each rendition.");
        viewers.forEach((sent, count) -> metrics.sample(sent.labels(), count));
        metrics.begin(
                "natcast_rendition_changes_total",
                StreamerMetrics.Type.COUNTER,
                "Viewers switched to another rendition, by reason.");
        changes.forEach((reason, times) ->
                metrics.sample(Map.of("reason", reason.name().toLowerCase(Locale.ROOT)), times));
        metrics.begin(
                "natcast_verdicts_total",
                StreamerMetrics.Type.COUNTER,
                "Why viewers saw nothing, or saw it badly: how often each was said.");
        verdicts.forEach((code, times) -> metrics.sample(Map.of("code", code.wireCode()), times));
        metrics.begin(
                "natcast_packets_resent_total",
                StreamerMetrics.Type.COUNTER,
                "Packets of video sent again, in a stream of their own (rtx) or as they were (same).");
        metrics.sample(Map.of("stream", "rtx"), counts.retransmitted);
        metrics.sample(Map.of("stream", "same"), counts.repeated);
        metrics.counter(
                "natcast_resends_refused_total",
                "Packets of video reported lost but not sent again.",
                counts.resendsRefused);
        metrics.counter(
                "natcast_frames_left_out_total",
                "Pictures for which a viewer's path had no room.",
                counts.framesLeftOut);
        metrics.counter("natcast_padding_bytes_total", "Bytes sent to find out what paths carry.", counts.paddingBytes);
        metrics.histogram(
                "natcast_viewer_estimate_bits_per_second",
                "What each viewer's path is believed to carry, once a second.",
                estimate);
        metrics.histogram(
                "natcast_viewer_round_trip_seconds", "Each viewer's round trip time, once a second.", roundTrip);
        metrics.histogram(
                "natcast_viewer_queueing_delay_seconds",
                "How long packets to each viewer wait in queues, once a second.",
                queueingDelay);
        metrics.histogram(
                "natcast_viewer_loss_ratio", "Which share of its packets each viewer misses, once a second.", loss);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
