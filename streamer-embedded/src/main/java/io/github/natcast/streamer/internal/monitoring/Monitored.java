package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * The parts that the health and metrics reports read. Immutable; the parts are thread-safe.
 *
 * @param media sources and encodings
 * @param viewersOf how many are sent a format
 * @param audio empty when there is none
 * @param eventLog what happened to sources and encoders
 * @param registry who watches
 * @param meter adds up what viewers were sent
 * @param nat how the streamer gets through its NAT; empty where it needs no help
 * @param offered what viewers may get: that another codec has no encoder is no failure
 * @param egress how media leave
 * @param nanoTime the clock of {@code startNanos}
 * @param startNanos when the streamer started
 */
public record Monitored(
        MediaPipeline media,
        ToIntFunction<EncodingFormat> viewersOf,
        Optional<AudioReport> audio,
        PipelineEventLog eventLog,
        ViewerRegistry registry,
        ViewerMeter meter,
        Supplier<Optional<NatReport>> nat,
        List<VideoCodec> offered,
        Supplier<EgressStats> egress,
        LongSupplier nanoTime,
        long startNanos) {

    /** The number of viewers that receive media now. */
    long connected() {
        return registry.viewers().stream()
                .filter(viewer -> viewer.state() == ViewerState.CONNECTED)
                .count();
    }

    Duration uptime() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    /** The preferred encoders that are not used, each with its latest reason. */
    static Map<String, String> unusable(EncodingStatus encoding) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (EncodingStatus.Attempt attempt : encoding.attempts()) {
            if (attempt.message().isEmpty()) {
                reasons.remove(attempt.encoder());
            } else {
                reasons.put(attempt.encoder(), attempt.message());
            }
        }
        return reasons;
    }

    /** The H.264 profile, unless it is the usual one, constrained baseline. */
    static Optional<String> profile(EncodingStatus encoding) {
        return encoding.format()
                .h264Profile()
                .filter(profile -> profile != H264Profile.CONSTRAINED_BASELINE)
                .map(H264Profile::toString);
    }
}
