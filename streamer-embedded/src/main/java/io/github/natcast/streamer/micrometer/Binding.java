package io.github.natcast.streamer.micrometer;

import io.github.natcast.streamer.StreamerMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one streamer in one registry. The registry holds it by the meter of the viewers, which is always there;
 * the other meters refer to it weakly. Thread-safe.
 */
final class Binding {
    private static final String VIEWERS = "natcast.viewers";
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MeterRegistry registry;
    private final Supplier<Optional<StreamerMetrics>> metrics;
    private final Tags tags;
    private final Map<Reading.Key, Meter> meters = new HashMap<>();
    private volatile Map<Reading.Key, Reading> readings = Map.of();
    private long refreshedNanos;
    private boolean refreshed;
    private boolean closed;

    Binding(MeterRegistry registry, Supplier<Optional<StreamerMetrics>> metrics, Tags tags) {
        this.registry = registry;
        this.metrics = metrics;
        this.tags = tags;
    }

    void start() {
        Reading.Key key = new Reading.Key(VIEWERS, Tags.empty());
        Gauge viewers = Gauge.builder(VIEWERS, this, binding -> binding.value(key))
                .description("Viewers that are open.")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        synchronized (this) {
            meters.put(key, viewers);
        }
        refresh();
    }

    private double value(Reading.Key key) {
        refresh();
        Reading reading = readings.get(key);
        return reading == null ? Double.NaN : reading.value();
    }

    private long count(Reading.Key key) {
        refresh();
        Reading reading = readings.get(key);
        return reading == null ? 0 : reading.count();
    }

    /** Reads all metrics anew, once a second at most, and adds and removes meters. */
    private synchronized void refresh() {
        long now = registry.config().clock().monotonicTime();
        if (closed || (refreshed && now - refreshedNanos < REFRESH_NANOS)) {
            return;
        }
        refreshed = true;
        refreshedNanos = now;
        Map<Reading.Key, Reading> latest = new LinkedHashMap<>();
        metrics.get().ifPresent(read -> Reading.addAll(read, latest));
        Map<Reading.Key, Reading> former = readings;
        readings = latest;
        meters.entrySet().removeIf(meter -> {
            boolean gone = isGone(former.get(meter.getKey()), latest.get(meter.getKey()))
                    && !meter.getKey().name().equals(VIEWERS);
            if (gone) {
                registry.remove(meter.getValue());
            }
            return gone;
        });
        latest.forEach((key, reading) -> meters.computeIfAbsent(key, missing -> register(key, reading)));
    }

    /**
     * A counter that has fallen is another one of the same name, as of a channel that was closed and opened again
     * between two readings: it begins at 0.
     */
    private static boolean isGone(@Nullable Reading before, @Nullable Reading now) {
        return now == null || (before != null && now.hasFallenSince(before));
    }

    private Meter register(Reading.Key key, Reading reading) {
        Tags all = key.tags().and(tags);
        return switch (reading.kind()) {
            case GAUGE ->
                Gauge.builder(key.name(), this, binding -> binding.value(key))
                        .description(reading.help())
                        .tags(all)
                        .register(registry);
            case COUNTER ->
                FunctionCounter.builder(key.name(), this, binding -> binding.value(key))
                        .description(reading.help())
                        .tags(all)
                        .register(registry);
            case TIMER ->
                FunctionTimer.builder(
                                key.name(),
                                this,
                                binding -> binding.count(key),
                                binding -> binding.value(key),
                                TimeUnit.SECONDS)
                        .description(reading.help())
                        .tags(all)
                        .register(registry);
        };
    }

    synchronized void close() {
        closed = true;
        readings = Map.of();
        meters.values().forEach(registry::remove);
        meters.clear();
    }
}
