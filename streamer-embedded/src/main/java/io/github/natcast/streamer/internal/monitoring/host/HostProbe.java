package io.github.natcast.streamer.internal.monitoring.host;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes samples of the host: some files of {@code /proc} and {@code /sys}, and what the JVM tells. A sample takes a
 * fraction of a millisecond. Confined to the thread that watches.
 */
public final class HostProbe {
    private final LongSupplier nanoTime;
    private final InstantSource wallClock;
    private final Pipeline pipeline;
    private final UdpDrops udpDrops;
    private final MemoryFiles memory;

    /** What the streamer itself knows. Thread-safe. */
    public interface Pipeline {
        /** The most that a sender thread came late since the call before. */
        long takeSenderLateNanos();

        /** The encodings that have an encoder open and viewers. */
        List<EncodingSample> encodings();

        /** Packets that the media sockets sent. */
        long packetsSent();

        /** Packets for which they had no room. */
        long packetsWithoutRoom();

        /** The UDP port of media. */
        int port();

        /** Who watches. */
        int viewers();

        /** File descriptors that all further viewers who may come can need. */
        long descriptorsNeeded();
    }

    /** @param nanoTime {@link System#nanoTime} */
    public HostProbe(LongSupplier nanoTime, InstantSource wallClock, Pipeline pipeline) {
        this.nanoTime = nanoTime;
        this.wallClock = wallClock;
        this.pipeline = pipeline;
        this.udpDrops = new UdpDrops(Path.of("/proc"));
        this.memory = new MemoryFiles(Path.of("/"));
    }

    /** Measures all of it, now. */
    public HostSample sample() {
        int port = pipeline.port();
        return new HostSample(
                nanoTime.getAsLong(),
                wallClock.millis(),
                pipeline.takeSenderLateNanos(),
                pipeline.encodings(),
                new HostSample.Sockets(pipeline.packetsSent(), pipeline.packetsWithoutRoom(), udpDrops.at(port), port),
                descriptors(),
                memory());
    }

    private HostSample.Descriptors descriptors() {
        int viewers = pipeline.viewers();
        long needed = pipeline.descriptorsNeeded();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            try {
                return new HostSample.Descriptors(
                        unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount(), viewers, needed);
            } catch (InternalError noneLeft) { // to count them takes one
                long limit = unix.getMaxFileDescriptorCount();
                return new HostSample.Descriptors(limit, limit, viewers, needed);
            }
        }
        return new HostSample.Descriptors(0, 0, viewers, needed);
    }

    private HostSample.Memory memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long kept = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage afterCollection = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            kept += afterCollection == null ? 0 : afterCollection.getUsed();
        }
        MemoryFiles.Use use = memory.read();
        return new HostSample.Memory(
                heap.getUsed(), kept, Math.max(0, heap.getMax()), use.used(), use.limit(), use.contained());
    }
}
