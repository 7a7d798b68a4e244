package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Host;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many pictures a second a channel's source gives, and how many frames its encoders make of them, of the last
 * second or so: looked up once for all viewers. Confined to the control thread.
 */
final class ChannelRates {
    private static final long WINDOW_NANOS = Duration.ofMillis(900).toNanos();
    /** The picture rates of this time are of a host that was late then. */
    private static final long WORST_NANOS = Duration.ofSeconds(3).toNanos();

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double UNKNOWN = -1;

    private final Supplier<List<EncodingStatus>> status;
    private final DoubleSupplier nominal;
    private Map<EncodingFormat, EncodingStatus> before = Map.of();
    private Map<EncodingFormat, Double> encoded = Map.of();
    private double source = UNKNOWN;
    private long beforeNanos;
    private Duration worst = Duration.ZERO;
    private long worstNanos;
    private boolean looked;

    /** @param nominal pictures a second of the settings */
    ChannelRates(Supplier<List<EncodingStatus>> status, DoubleSupplier nominal) {
        this.status = status;
        this.nominal = nominal;
    }

    /** How the server does for who is sent this format; {@code lateness} is the process's. */
    Host host(EncodingFormat format, Duration lateness, long nowNanos) {
        look(nowNanos);
        if (lateness.compareTo(worst) >= 0 || nowNanos - worstNanos >= WORST_NANOS) {
            worst = lateness;
            worstNanos = nowNanos;
        }
        @Nullable EncodingStatus mine = before.get(format);
        return new Host(
                nominal.getAsDouble(),
                source,
                encoded.getOrDefault(format, UNKNOWN),
                mine == null ? Optional.empty() : mine.failure(),
                lateness.toMillis(),
                worst.toMillis());
    }

    private void look(long nowNanos) {
        double seconds = (nowNanos - beforeNanos) / NANOS_PER_SECOND;
        if (looked && nowNanos - beforeNanos < WINDOW_NANOS) {
            return;
        }
        Map<EncodingFormat, EncodingStatus> now = new HashMap<>();
        Map<EncodingFormat, Double> rates = new HashMap<>();
        double most = UNKNOWN;
        for (EncodingStatus each : status.get()) {
            now.put(each.format(), each);
            @Nullable EncodingStatus then = before.get(each.format());
            // What began in between would seem slow.
            if (looked && then != null && then.subscribers() > 0 && each.subscribers() > 0) {
                rates.put(each.format(), Math.max(0, each.frames() - then.frames()) / seconds);
                most = Math.max(most, Math.max(0, given(each) - given(then)) / seconds);
            }
        }
        before = now;
        encoded = rates;
        source = most;
        beforeNanos = nowNanos;
        looked = true;
    }

    /** Pictures that the source gave; of frames that it has encoded itself, these. */
    private static long given(EncodingStatus encoding) {
        return Math.max(encoding.pictures() + encoding.dropped(), encoding.frames());
    }
}
