package io.github.natcast.streamer.internal.transport.egress;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the sockets that media leave from, and counts what they do. Thread-safe. */
public final class EgressSockets {
    private static final Logger LOGGER = LoggerFactory.getLogger(EgressSockets.class);

    private final SegmentationProbe.Outcome segmentation;
    private final List<EgressCounters> counters = new CopyOnWriteArrayList<>();

    private EgressSockets(SegmentationProbe.Outcome segmentation) {
        this.segmentation = segmentation;
    }

    /** The fastest that works on this host: tried on loopback, once per process. */
    public static EgressSockets fastest() {
        return new EgressSockets(SegmentationProbe.ofThisHost());
    }

    /** One system call per packet, whatever the host can do. */
    public static EgressSockets plain() {
        return new EgressSockets(new SegmentationProbe.Outcome(false, "segmentation is switched off"));
    }

    /**
     * A socket on an address and port that it shares with all sockets that set SO_REUSEADDR.
     *
     * @param local a port other than 0
     * @param bufferBytes of the operating system, which may grant less
     */
    public MediaEgress bind(InetSocketAddress local, int bufferBytes) throws IOException {
        EgressCounters own = new EgressCounters();
        MediaEgress plain = PlainSender.bind(local, bufferBytes, own);
        counters.add(own);
        if (!segmentation.works()) {
            return plain;
        }
        try {
            return new SegmentingSender(NativeSocket.bind(local, bufferBytes), plain, own);
        } catch (IOException e) {
            LOGGER.warn("media leave packet by packet from one address: {}", e.getMessage());
            return plain;
        }
    }

    public EgressStats stats() {
        return new EgressStats(
                segmentation.works(),
                segmentation.reason(),
                sum(own -> own.calls),
                sum(own -> own.packets),
                sum(own -> own.runs),
                sum(own -> own.runPackets),
                sum(own -> own.packetsLost),
                sum(own -> own.refusals));
    }

    private long sum(Function<EgressCounters, AtomicLong> counter) {
        return counters.stream().map(counter).mapToLong(AtomicLong::get).sum();
    }
}
