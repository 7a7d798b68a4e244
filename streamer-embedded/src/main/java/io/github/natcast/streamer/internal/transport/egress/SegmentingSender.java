package io.github.natcast.streamer.internal.transport.egress;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives runs of packets to the kernel in one call, and single packets to a plain socket on the same address: packets of
 * one flow share a queue whichever socket they come from, so their order stays. When the kernel refuses a run, the
 * plain socket sends it packet by packet, and so all later runs to that remote address.
 */
final class SegmentingSender implements MediaEgress {
    private static final Logger LOGGER = LoggerFactory.getLogger(SegmentingSender.class);

    /** The smallest UDP_MAX_SEGMENTS of any kernel. */
    private static final int MAXIMUM_SEGMENTS = 64;

    /** 65535 less 20 (IPv4) less 8 (UDP): the limit of a datagram applies before it is cut. */
    private static final int MAXIMUM_BYTES = 65_507;

    /** When there are more, all are forgotten: many will have left, and the others are refused once more. */
    private static final int MAXIMUM_REFUSING = 4096;

    private final SegmentingSocket segmenting;
    private final MediaEgress plain;
    private final EgressCounters counters;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAXIMUM_BYTES);
    private final Set<InetSocketAddress> refusing = new HashSet<>();
    private int segmentLength;
    private volatile boolean closed;

    SegmentingSender(SegmentingSocket segmenting, MediaEgress plain, EgressCounters counters) {
        this.segmenting = segmenting;
        this.plain = plain;
        this.counters = counters;
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        return plain.send(packet, offset, length, path);
    }

    @Override
    public int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        int atOnce = Math.min(MAXIMUM_SEGMENTS, MAXIMUM_BYTES / packetLength) * packetLength;
        int sent = 0;
        for (int done = 0; done < length; done += atOnce) {
            int part = Math.min(atOnce, length - done);
            sent += part <= packetLength || isRefusing(path.remote())
                    ? plain.sendRun(packets, offset + done, part, packetLength, path)
                    : sendSegments(packets, offset + done, part, packetLength, path);
        }
        return sent;
    }

    private int sendSegments(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        int count = (length + packetLength - 1) / packetLength;
        int taken = 0;
        try {
            taken = transmit(packets, offset, length, packetLength, path) ? count : 0;
            counters.full(closed ? 0 : count - taken);
        } catch (SegmentingSocket.RefusedException e) {
            remember(path.remote(), e);
            return plain.sendRun(packets, offset, length, packetLength, path);
        } catch (IOException e) {
            // No route, or the socket is closed: the packets are lost, and the viewer's consent will expire.
            LOGGER.trace("a run was not sent", e);
        }
        counters.sentRun(count, taken);
        return taken;
    }

    private boolean transmit(byte[] packets, int offset, int length, int packetLength, MediaPath path)
            throws IOException {
        // The number of a closed descriptor may be another socket's by now.
        if (closed) {
            return false;
        }
        if (segmentLength != packetLength) {
            segmenting.segmentLength(packetLength);
            segmentLength = packetLength;
        }
        return segmenting.send(buffer.clear().put(packets, offset, length), length, path.remote());
    }

    private boolean isRefusing(InetSocketAddress remote) {
        return !refusing.isEmpty() && refusing.contains(remote);
    }

    private void remember(InetSocketAddress remote, IOException refusal) {
        counters.refused();
        if (refusing.isEmpty()) {
            LOGGER.info(
                    "packets to a viewer leave one by one: the kernel does not segment on its path ({})",
                    refusal.getMessage());
        }
        LOGGER.debug("no segments to {}", remote);
        if (refusing.size() >= MAXIMUM_REFUSING) {
            refusing.clear();
        }
        refusing.add(remote);
    }

    @Override
    public void close() {
        closed = true;
        segmenting.close();
        plain.close();
    }
}
