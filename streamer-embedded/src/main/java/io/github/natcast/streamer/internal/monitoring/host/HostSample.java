package io.github.natcast.streamer.internal.monitoring.host;

import java.util.List;

/**
 * What was measured of the host at one moment; whatever the system does not tell is 0. Immutable.
 *
 * @param nanoTime when, on a clock that nobody sets
 * @param wallMillis the same on the wall clock, since 1970
 * @param senderLateNanos the most that a sender thread came late since the sample before
 * @param encodings those that have an encoder
 * @param sockets what the media sockets did
 * @param descriptors of the process
 * @param memory of the process, and of what it runs in
 */
public record HostSample(
        long nanoTime,
        long wallMillis,
        long senderLateNanos,
        List<EncodingSample> encodings,
        Sockets sockets,
        Descriptors descriptors,
        Memory memory) {

    public HostSample {
        encodings = List.copyOf(encodings);
    }

    /**
     * Totals of the media sockets.
     *
     * @param sent packets that the operating system took
     * @param full packets for which its send buffer had no room
     * @param received dropped by the operating system after they came, for nobody had read them in time
     * @param port the UDP port
     */
    public record Sockets(long sent, long full, long received, int port) {}

    /**
     * File descriptors of the process.
     *
     * @param open now
     * @param limit how many may be
     * @param viewers that are open
     * @param needed more than now if all the viewers came that may
     */
    public record Descriptors(long open, long limit, int viewers, long needed) {}

    /**
     * Memory, in bytes.
     *
     * @param heapUsed now
     * @param heapKept what the latest collections left
     * @param heapLimit {@code -Xmx}
     * @param used by the container, or where it has no limit, by the host; without what caches hold
     * @param limit of the container, or what the host has
     * @param contained whether it is the container's
     */
    public record Memory(long heapUsed, long heapKept, long heapLimit, long used, long limit, boolean contained) {}
}
