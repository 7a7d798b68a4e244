package io.github.natcast.streamer.micrometer;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives what a streamer measures to Micrometer.
 *
 * <pre>{@code
 * new NatcastMetrics(streamer).bindTo(registry);      // with Spring Boot, a bean of this type is enough
 * }</pre>
 *
 * <p>The meters are those of {@link Streamer#metrics()}, with dots in place of underscores and without {@code _total}:
 * {@code natcast.encoded.frames} with the tags {@code channel}, {@code codec} and {@code rendition}, among others.
 * Those of times are function timers, such as {@code natcast.viewer.round.trip}; other histograms are two counters,
 * {@code .count} and {@code .sum}. A label that a sample has not is {@code none}.
 *
 * <p>Meters of channels and encodings come and go with these. That is noticed when a meter is read, once a second at
 * most, so there is no thread; a new one is in the reading after. Of a streamer that does not run, only
 * {@code natcast.viewers} stays, as not a number. Thread-safe.
 */
public final class NatcastMetrics implements MeterBinder, AutoCloseable {
    private final Supplier<Optional<StreamerMetrics>> metrics;
    private final Tags tags;
    private final List<Binding> bindings = new ArrayList<>();
    private boolean closed;

    /** The metrics of this streamer, which need not run yet. */
    public NatcastMetrics(Streamer streamer) {
        this(streamer, Tags.empty());
    }

    /** The same with further tags on each meter, such as one that tells two streamers apart. */
    public NatcastMetrics(Streamer streamer, Iterable<Tag> tags) {
        this(() -> metricsOf(streamer), Tags.of(tags));
    }

    NatcastMetrics(Supplier<Optional<StreamerMetrics>> metrics, Tags tags) {
        this.metrics = metrics;
        this.tags = tags;
    }

    private static Optional<StreamerMetrics> metricsOf(Streamer streamer) {
        try {
            return streamer.isRunning() ? Optional.of(streamer.metrics()) : Optional.empty();
        } catch (IllegalStateException closedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Registers the meters of now. A registry is bound once; several registries may be. */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        if (!closed) {
            Binding binding = new Binding(registry, metrics, tags);
            bindings.add(binding);
            binding.start();
        }
    }

    /** Removes the meters from all registries. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        bindings.forEach(Binding::close);
        bindings.clear();
    }
}
