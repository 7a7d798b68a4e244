package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.EncoderAttempt;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import io.github.natcast.streamer.internal.media.video.VideoPipeline;
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
 * @param pipeline encodes the video
 * @param viewersOf the number of viewers that receive a format
 * @param audio reports on the audio; empty when there is none
 * @param eventLog keeps the events of sources and encoders
 * @param registry lists the viewers
 * @param nat reports on NAT traversal; empty when the streamer uses no STUN or TURN server
 * @param offered the codecs that viewers may receive; a codec outside this list may lack an encoder
 * @param egress counts the sent packets
 * @param nanoTime the clock of {@code startNanos}
 * @param startNanos when the streamer started
 */
public record Monitored(
        VideoPipeline pipeline,
        ToIntFunction<EncodingFormat> viewersOf,
        Optional<AudioReport> audio,
        PipelineEventLog eventLog,
        ViewerRegistry registry,
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
        for (EncoderAttempt attempt : encoding.attempts()) {
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
