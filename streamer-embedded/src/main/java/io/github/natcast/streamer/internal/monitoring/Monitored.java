package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.publish.OpenPublication;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The parts that the health and metrics reports read. Immutable; the parts are thread-safe.
 *
 * @param channels those that are open, the first one first
 * @param eventLog what happened to sources and encoders
 * @param registry who watches
 * @param meter adds up what viewers were sent
 * @param nat how the streamer gets through its NAT; empty where it needs no help
 * @param egress how media leave
 * @param publications those that are not closed
 * @param refusals what was beyond a limit
 * @param nanoTime the clock of {@code startNanos}
 * @param startNanos when the streamer started
 */
public record Monitored(
        Supplier<List<MonitoredChannel>> channels,
        PipelineEventLog eventLog,
        ViewerRegistry registry,
        ViewerMeter meter,
        Supplier<Optional<NatReport>> nat,
        Supplier<EgressStats> egress,
        Supplier<List<OpenPublication>> publications,
        RefusalCounts refusals,
        LongSupplier nanoTime,
        long startNanos) {

    /** The number of viewers that receive media now. */
    int connected() {
        return (int) registry.viewers().stream()
                .filter(viewer -> viewer.state() == ViewerState.CONNECTED)
                .count();
    }

    Duration uptime() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }
}
