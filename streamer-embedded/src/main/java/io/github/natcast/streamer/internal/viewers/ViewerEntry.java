package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.transport.AddressText;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A viewer as a JSON object, for the operator and for its own page. Stateless. */
public final class ViewerEntry {
    private static final double NANOS_PER_MILLI = 1e6;

    private ViewerEntry() {}

    /** Everything, addresses included. */
    public static Map<String, Object> of(ViewerSession viewer) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", viewer.id());
        entry.put("session", viewer.session());
        entry.put("channel", viewer.channel());
        entry.put("state", word(viewer.state()));
        entry.put("since", viewer.since().toString());
        entry.put("protocol", word(viewer.origin().protocol()));
        entry.put("client", AddressText.of(viewer.origin().remoteAddress()));
        viewer.origin().header("User-Agent").ifPresent(agent -> entry.put("userAgent", agent));
        viewer.path().ifPresent(path -> entry.put("pair", pair(path)));
        viewer.verdict().ifPresent(verdict -> entry.put("verdict", verdict(verdict)));
        viewer.stats().ifPresent(stats -> entry.putAll(media(stats)));
        return entry;
    }

    /** The same with its steps in time. */
    public static Map<String, Object> detailed(ViewerSession viewer) {
        Map<String, Object> entry = of(viewer);
        entry.put(
                "timeline",
                viewer.observed().timeline().entries().stream()
                        .map(ViewerEntry::step)
                        .toList());
        return entry;
    }

    private static Map<String, Object> step(ViewerTimeline.Entry entry) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("step", entry.step().wire());
        step.put("millis", millis(entry.sinceOffer()));
        if (!entry.detail().isEmpty()) {
            step.put("detail", entry.detail());
        }
        return step;
    }

    private static Map<String, Object> verdict(ViewerVerdict verdict) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", verdict.code().wireCode());
        entry.put("operator", verdict.operator());
        entry.put("viewer", verdict.viewer());
        return entry;
    }

    private static Map<String, Object> pair(MediaPath path) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("local", candidate(path.localType(), path.local()));
        pair.put("remote", candidate(path.remoteType(), path.remote()));
        return pair;
    }

    private static Map<String, Object> candidate(String type, InetSocketAddress address) {
        Map<String, Object> candidate = new LinkedHashMap<>();
        candidate.put("type", type);
        candidate.put("address", AddressText.of(address));
        return candidate;
    }

    /** What it is sent and how that arrives, without any address. */
    static Map<String, Object> media(ViewerStats stats) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("codec", stats.codec().name());
        entry.put("rendition", rendition(stats.rendition()));
        entry.put("targetBitrate", stats.targetBitrate());
        entry.put("framesSent", stats.framesSent());
        entry.put("framesSkipped", stats.framesSkipped());
        entry.put("packetsSent", stats.packetsSent());
        entry.put("bytesSent", stats.bytesSent());
        entry.put("packetsResent", stats.packetsResent());
        entry.put("resendsRefused", stats.resendsRefused());
        entry.put("retransmissionStream", stats.retransmissionStream());
        entry.put("packetsRefused", stats.packetsRefused());
        entry.put("keyFrameRequests", stats.keyFrameRequests());
        entry.put("packetsLost", stats.packetsLost());
        entry.put("fractionLost", finite(stats.fractionLost()));
        entry.put("jitterMillis", millis(stats.jitter()));
        stats.roundTripTime().ifPresent(time -> entry.put("roundTripMillis", millis(time)));
        stats.rate().ifPresent(rate -> entry.put("rate", rate(rate)));
        return entry;
    }

    private static Map<String, Object> rendition(Rendition rendition) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("index", rendition.index());
        entry.put("width", rendition.width());
        entry.put("height", rendition.height());
        entry.put("bitrate", rendition.bitrate());
        return entry;
    }

    private static Map<String, Object> rate(ViewerStats.Rate rate) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("feedback", word(rate.feedback()));
        rate.estimate().ifPresent(bitsPerSecond -> entry.put("estimate", bitsPerSecond));
        entry.put("queueingDelayMillis", millis(rate.queueingDelay()));
        entry.put("fractionLost", finite(rate.fractionLost()));
        rate.roundTripTime().ifPresent(time -> entry.put("roundTripMillis", millis(time)));
        entry.put("paced", rate.paced());
        entry.put("renditionChanges", rate.renditionChanges());
        entry.put("framesLeftOut", rate.framesLeftOut());
        entry.put("paddingBytes", rate.paddingBytes());
        return entry;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** With one decimal. */
    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / NANOS_PER_MILLI * 10) / 10.0;
    }

    /** JSON has no word for what is no number (RFC 8259 §6). */
    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
