package io.github.natcast.streamer.internal.pull;

import io.github.natcast.streamer.internal.connection.RtcpConsumer;
import io.github.natcast.streamer.internal.receive.Arrival;
import io.github.natcast.streamer.internal.receive.MediaReceiver;
import io.github.natcast.streamer.internal.receive.ReceivePlan;
import io.github.natcast.streamer.internal.receive.ReceivedMedia;
import io.github.natcast.streamer.internal.rtcp.Goodbye;
import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.List;
import java.util.function.Supplier;

/**
 * A secured connection's media: what comes goes to the {@link MediaReceiver}, its feedback leaves protected.
 * Thread-safe: packets come on the transport's thread, time on the control loop's, requests on any.
 */
final class PullMedia implements RtcpConsumer, AutoCloseable {
    private static final int LARGEST_COMPOUND = 8192;

    private final Object lock = new Object();
    private final MediaReceiver receiver;
    private final PacketProtector protector;
    private final MediaEgress egress;
    private final Supplier<Arrival> clock;
    private final Listener listener;
    private final long ownSsrc;
    private final byte[] buffer = new byte[LARGEST_COMPOUND + PacketProtector.MAXIMUM_OVERHEAD];
    private MediaPath path;
    private boolean begun;
    private boolean closed;
    private volatile long heardNanos;
    /** Not under the lock: who asks may hold one that a frame on its way waits for. */
    private volatile boolean wantsKeyFrame;

    /** Hears of the media, under their lock; must not block. */
    interface Listener {
        /** The first RTP packet came. */
        void onFirstPacket();

        /** The sender says that it has ended (RFC 3550 §6.6). */
        void onGoodbye();
    }

    /**
     * @param egress closed with this
     * @param media called under the lock
     */
    PullMedia(
            ReceivePlan plan,
            long ownSsrc,
            String cname,
            ReceivedMedia media,
            PacketProtector protector,
            MediaEgress egress,
            MediaPath path,
            Supplier<Arrival> clock,
            Listener listener) {
        this.ownSsrc = ownSsrc;
        this.protector = protector;
        this.egress = egress;
        this.path = path;
        this.clock = clock;
        this.listener = listener;
        heardNanos = clock.get().nanos();
        receiver = new MediaReceiver(plan, ownSsrc, cname, media, this::send);
    }

    @Override
    public void receiveRtp(byte[] packet, int offset, int length) {
        Arrival at = clock.get();
        heardNanos = at.nanos();
        synchronized (lock) {
            if (closed) {
                return;
            }
            askForKeyFrame();
            receiver.receiveRtp(packet, offset, length, at);
            if (!begun) {
                begun = true;
                listener.onFirstPacket();
            }
        }
    }

    @Override
    public void receiveRtcp(byte[] packet, int offset, int length) {
        Arrival at = clock.get();
        heardNanos = at.nanos();
        synchronized (lock) {
            if (!closed && receiver.receiveRtcp(packet, offset, length, at)) {
                listener.onGoodbye();
            }
        }
    }

    /** Time has passed. */
    void poll() {
        synchronized (lock) {
            if (!closed) {
                askForKeyFrame();
                receiver.poll(clock.get());
            }
        }
    }

    /** Asks the sender for a key frame, within a tick. Never blocks. */
    void requestKeyFrame() {
        wantsKeyFrame = true;
    }

    private void askForKeyFrame() {
        if (wantsKeyFrame) {
            wantsKeyFrame = false;
            receiver.requestKeyFrame();
        }
    }

    /** When the last packet of the sender came, on the clock's scale. */
    long heardNanos() {
        return heardNanos;
    }

    void moveTo(MediaPath next) {
        synchronized (lock) {
            path = next;
        }
    }

    /** Under the lock: all come from the receiver's methods. */
    private void send(List<RtcpPacket> compound) {
        int length = compound.stream().mapToInt(RtcpPacket::encodedLength).sum();
        if (closed || length > LARGEST_COMPOUND) {
            return;
        }
        RtcpPacket.writeCompound(compound, buffer, 0);
        egress.send(buffer, 0, protector.protectRtcp(buffer, 0, length), path);
    }

    /** Says goodbye. Idempotent. */
    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                send(List.of(new ReceiverReport(ownSsrc, List.of()), new Goodbye(List.of(ownSsrc))));
                closed = true;
                protector.erase();
                egress.close();
            }
        }
    }
}
