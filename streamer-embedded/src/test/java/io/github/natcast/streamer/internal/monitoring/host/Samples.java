package io.github.natcast.streamer.internal.monitoring.host;

import java.util.ArrayList;
import java.util.List;

/** Samples of a host that is well, but for what a test spoils; one a second. Confined to its test. */
final class Samples {
    long nanoTime = Long.MAX_VALUE - 3_000_000_000L; // which wraps soon
    long wallMillis = 1_800_000_000_000L;
    int viewers = 7;
    long late = 1_000_000;
    long sent;
    long full;
    long dropped;
    long open = 100;
    long limit = 1_048_576;
    long needed = 500;
    long heapUsed = 100L << 20;
    long heapKept = 50L << 20;
    long memoryUsed = 1L << 30;
    long memoryLimit = 8L << 30;
    final List<EncodingSample> encodings = new ArrayList<>();

    /** A second later. */
    HostSample next() {
        nanoTime += 1_000_000_000;
        wallMillis += 1000;
        sent += 5000;
        return new HostSample(
                nanoTime,
                wallMillis,
                late,
                encodings,
                new HostSample.Sockets(sent, full, dropped, 40111),
                new HostSample.Descriptors(open, limit, viewers, needed),
                new HostSample.Memory(heapUsed, heapKept, 512L << 20, memoryUsed, memoryLimit, true));
    }

    /** What H.264 has done after another second of these. */
    void encode(int encoded, int dropped, long millisEach) {
        EncodingSample before =
                encodings.isEmpty() ? new EncodingSample("H264", "libopenh264", 0, 0, 0) : encodings.remove(0);
        encodings.add(new EncodingSample(
                "H264",
                "libopenh264",
                before.pictures() + encoded,
                before.dropped() + dropped,
                before.encodeNanos() + encoded * millisEach * 1_000_000));
    }
}
