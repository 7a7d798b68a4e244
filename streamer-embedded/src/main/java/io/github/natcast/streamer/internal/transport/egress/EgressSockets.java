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

/** Opens the sockets that media leaves from, and counts what they do. Thread-safe. */
public final class EgressSockets {
    private static final Logger LOGGER = LoggerFactory.getLogger(EgressSockets.class);

    private final SegmentationProbe.Outcome segmentation;
    private final List<EgressCounters> counters = new CopyOnWriteArrayList<>();

    private EgressSockets(SegmentationProbe.Outcome segmentation) {
        this.segmentation = segmentation;
    }

    /** The fastest sockets that work on this host, as tried on loopback once per process. */
    public static EgressSockets fastest() {
        return new EgressSockets(SegmentationProbe.ofThisHost());
    }

    /** Sockets that make one system call per packet, whatever the host can do. */
    public static EgressSockets plain() {
        return new EgressSockets(new SegmentationProbe.Outcome(false, "segmentation is switched off"));
    }

    /**
     * Binds a socket to an address and port that it shares with all sockets that set SO_REUSEADDR. It sends to the
     * remote address of a path, whatever local address the path names.
     *
     * @param local a port other than 0
     * @param bufferBytes of send buffer; the operating system may grant less
     */
    public MediaEgress bind(InetSocketAddress local, int bufferBytes) throws IOException {
        EgressCounters opened = new EgressCounters();
        MediaEgress plain = PlainSender.bind(local, bufferBytes, opened);
        counters.add(opened);
        if (!segmentation.works()) {
            return plain;
        }
        try {
            return new SegmentingSender(NativeSocket.bind(local, bufferBytes), plain, opened);
        } catch (IOException e) {
            LOGGER.warn("media leaves packet by packet from one address: {}", e.getMessage());
            return plain;
        }
    }

    /** The sum over all sockets that were opened here. */
    public EgressStats stats() {
        return new EgressStats(
                segmentation.works(),
                segmentation.reason(),
                sum(socket -> socket.calls),
                sum(socket -> socket.packets),
                sum(socket -> socket.runs),
                sum(socket -> socket.runPackets),
                sum(socket -> socket.packetsLost),
                sum(socket -> socket.full),
                sum(socket -> socket.refusals));
    }

    private long sum(Function<EgressCounters, AtomicLong> counter) {
        return counters.stream().map(counter).mapToLong(AtomicLong::get).sum();
    }
}
