package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.Inet6Address;
import org.jspecify.annotations.Nullable;

/**
 * Where all of a viewer's packets leave: protects them, counts them, and tells the rate control of each. Confined to
 * the viewer's sender thread; owned by its {@link ViewerSender}.
 */
final class ViewerOutlet {
    /** IP and UDP (RFC 791, RFC 8200, RFC 768). */
    private static final int IPV4_HEADERS = 20 + 8;

    private static final int IPV6_HEADERS = 40 + 8;

    /** TCP with its timestamps in place of UDP (RFC 9293, RFC 7323), and a frame's length (RFC 4571). */
    private static final int MORE_OVER_TCP = 20 + 12 - 8 + 2;

    /** Packets that are handed to a TCP connection at once: then it is asked whether there is room for more. */
    private static final int MOST_AT_ONCE = 8;

    private final PacketProtector protector;
    private final RateControl rate;
    private final MediaEgress egress;
    private final PacketRun run;
    private int nextTransportNumber;
    private @Nullable MediaPath connection;
    private long connectedNanos;

    ViewerOutlet(PacketProtector protector, RateControl rate, MediaEgress egress, PacketRun run) {
        this.protector = protector;
        this.rate = rate;
        this.egress = egress;
        this.run = run;
    }

    /** Must come before the first packet of a call: what a failure left behind is not this viewer's. */
    void begin() {
        run.clear();
    }

    /** The next transport-wide sequence number, over all streams; each must be sent. */
    int takeTransportNumber() {
        int number = nextTransportNumber;
        nextTransportNumber = (nextTransportNumber + 1) & 0xFFFF;
        return number;
    }

    /** The array to make a packet in, at {@link #place}. */
    byte[] buffer() {
        return run.buffer();
    }

    /** Where to make a packet with so long a payload. */
    int place(int payloadLength, StreamCounters counters, MediaPath path) {
        if (!run.hasRoom(payloadLength)) {
            flush(counters, path);
        }
        return run.place(payloadLength);
    }

    /**
     * Takes the packet that was made at its place; returns its bytes once protected.
     *
     * @param again whether the very same packet was sent before
     * @param transportNumber -1 when it has none of its own
     */
    int add(
            int place,
            int length,
            boolean again,
            int transportNumber,
            PacketKind kind,
            StreamCounters counters,
            MediaPath path,
            long now) {
        int protectedLength = again
                ? protector.protectRtpAgain(run.buffer(), place, length)
                : protector.protectRtp(run.buffer(), place, length);
        if (!run.takes(protectedLength)) {
            flush(counters, path);
        }
        run.add(protectedLength);
        rate.onSent(transportNumber, protectedLength + headers(path), kind, now);
        return protectedLength;
    }

    /**
     * Whether the next packet is to be made now. Over TCP, only when what was handed over has nearly left: what is not
     * made can be left out.
     */
    boolean isWritable(StreamCounters counters, MediaPath path) {
        if (!path.tcp()) {
            return true;
        }
        if (run.count() >= MOST_AT_ONCE) {
            flush(counters, path);
        }
        return egress.isWritable(path);
    }

    /** How many bytes wait for the path's TCP connection. */
    long backlog(MediaPath path) {
        return path.tcp() ? egress.backlog(path) : 0;
    }

    /**
     * How much longer than usual what was sent over the path's TCP connection takes, in nanoseconds; 0 over UDP. What a
     * connection before it took along is not counted.
     */
    long overdueNanos(MediaPath path, long now) {
        if (!path.tcp()) {
            return 0;
        }
        if (!path.equals(connection)) {
            connection = path;
            connectedNanos = now;
        }
        return Math.min(rate.overdueNanos(now), now - connectedNanos);
    }

    /** Hands to the socket what was added. */
    void flush(StreamCounters counters, MediaPath path) {
        int count = run.count();
        if (count > 0) {
            StreamCounters.add(counters.packetsRefused, count - run.send(egress, path));
        }
    }

    private static int headers(MediaPath path) {
        int udp = path.remote().getAddress() instanceof Inet6Address ? IPV6_HEADERS : IPV4_HEADERS;
        return path.tcp() ? udp + MORE_OVER_TCP : udp;
    }
}
