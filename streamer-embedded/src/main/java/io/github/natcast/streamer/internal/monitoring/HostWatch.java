package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.monitoring.host.EncodingSample;
import io.github.natcast.streamer.internal.monitoring.host.HostProbe;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Has the host measured and judged once a second. Confined to the watchdog's thread.
 *
 * <p>What the host lacks harms those who watch, but a start of the program would not help: it is a reason in the
 * health, and leaves {@code ok} as it is.
 */
public final class HostWatch {
    private static final int LOOKS_A_SAMPLE = 2;

    private final HostProbe probe;
    private final PipelineEventLog eventLog;
    private int looks;

    /**
     * What only the parts know that send. Immutable; the parts are thread-safe.
     *
     * @param takeLateness the most that a sender thread came late since the call before, in nanoseconds
     * @param port the UDP port of media
     * @param places how many may watch
     * @param descriptorsPerViewer file descriptors that a viewer takes at most
     */
    public record Senders(LongSupplier takeLateness, IntSupplier port, IntSupplier places, int descriptorsPerViewer) {}

    HostWatch(HostProbe probe, PipelineEventLog eventLog) {
        this.probe = probe;
        this.eventLog = eventLog;
    }

    /** Watches what is monitored. */
    public static HostWatch of(Monitored monitored, InstantSource wallClock, Senders senders) {
        return new HostWatch(
                new HostProbe(monitored.nanoTime(), wallClock, new Pipeline(monitored, senders)), monitored.eventLog());
    }

    /** Called twice a second. */
    void look() {
        if (looks++ % LOOKS_A_SAMPLE == 0) {
            eventLog.host().observe(probe.sample()).forEach(eventLog::hostChanged);
        }
    }

    private record Pipeline(Monitored monitored, Senders senders) implements HostProbe.Pipeline {
        @Override
        public long takeSenderLateNanos() {
            return senders.takeLateness().getAsLong();
        }

        @Override
        public List<EncodingSample> encodings() {
            List<EncodingSample> all = new ArrayList<>();
            for (MonitoredChannel channel : monitored.channels().get()) {
                String where = channel.isDefault() ? "" : " in channel " + channel.name();
                channel.media().video().status().stream()
                        .filter(status -> status.subscribers() > 0)
                        .forEach(status -> status.encoder()
                                .ifPresent(encoder -> all.add(new EncodingSample(
                                        status.format() + where,
                                        encoder,
                                        status.pictures(),
                                        status.dropped(),
                                        status.encodeNanos()))));
            }
            return all;
        }

        @Override
        public long packetsSent() {
            return monitored.egress().get().packets();
        }

        @Override
        public long packetsWithoutRoom() {
            return monitored.egress().get().full();
        }

        @Override
        public int port() {
            return senders.port().getAsInt();
        }

        @Override
        public int viewers() {
            return monitored.registry().size();
        }

        @Override
        public long descriptorsNeeded() {
            int more = Math.max(
                    0, senders.places().getAsInt() - monitored.registry().size());
            return (long) more * senders.descriptorsPerViewer();
        }
    }
}
