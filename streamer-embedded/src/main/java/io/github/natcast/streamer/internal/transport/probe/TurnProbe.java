package io.github.natcast.streamer.internal.transport.probe;

import io.github.natcast.streamer.internal.transport.nat.TurnRequests;
import io.github.natcast.streamer.internal.transport.nat.TurnRequests.Credential;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One allocation on a TURN server, step by step (RFC 8656): what is allocated, for whom, and what comes through.
 * Confined to one thread; the socket is the caller's.
 */
public final class TurnProbe implements Path, AutoCloseable {
    private static final int UDP = 17 << 24;
    private static final int LIFETIME_SECONDS = 60;

    private final ProbeSocket socket;
    private final InetSocketAddress server;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Duration patience;
    private final TurnRequests requests;
    private final Queue<Datagram> relayed = new ArrayDeque<>();
    private boolean allocated;

    /**
     * Nothing is sent yet.
     *
     * @param patience for each request
     */
    public TurnProbe(
            ProbeSocket socket,
            InetSocketAddress server,
            Credential credential,
            RandomGenerator random,
            LongSupplier nanoTime,
            Duration patience) {
        this.socket = socket;
        this.server = server;
        this.random = random;
        this.nanoTime = nanoTime;
        this.patience = patience;
        this.requests = new TurnRequests(socket, server, () -> credential, random);
    }

    /**
     * An allocation.
     *
     * @param relayed the address that the server relays from
     * @param mapped the address that the server sees the client at
     */
    public record Allocation(InetSocketAddress relayed, InetSocketAddress mapped) {}

    /**
     * Allocates an address.
     *
     * @throws Refused when the server does not answer or refuses; the code says what it refuses
     */
    public Allocation allocate() throws IOException {
        StunPacket answer = request(
                Stun.ALLOCATE_REQUEST,
                writer -> writer.attribute(Stun.REQUESTED_TRANSPORT, UDP).attribute(Stun.LIFETIME, LIFETIME_SECONDS));
        allocated = true;
        Optional<InetSocketAddress> from = answer.xorAddress(Stun.XOR_RELAYED_ADDRESS);
        if (from.isEmpty()) {
            throw new Refused(0, "the answer of " + server + " holds no relayed address");
        }
        return new Allocation(from.get(), answer.mappedAddress().orElse(socket.address()));
    }

    /**
     * Has the server relay for this address (RFC 8656 §9).
     *
     * @throws Refused when the server does not, as with code 403 for addresses that it was told to refuse
     */
    public void permit(InetAddress peer) throws IOException {
        request(
                Stun.CREATE_PERMISSION_REQUEST,
                writer -> writer.xorAddress(Stun.XOR_PEER_ADDRESS, new InetSocketAddress(peer, 0)));
    }

    /** To a peer, by way of the relay. */
    @Override
    public void transmit(byte[] packet, InetSocketAddress peer) {
        byte[] indication = new StunWriter(Stun.SEND_INDICATION, TransactionId.random(random))
                .xorAddress(Stun.XOR_PEER_ADDRESS, peer)
                .attribute(Stun.DATA, packet)
                .toBytes();
        socket.transmit(indication, server);
    }

    /** What came by way of the relay. */
    @Override
    public Optional<Datagram> receive(long waitNanos) throws IOException {
        long end = nanoTime.getAsLong() + waitNanos;
        while (relayed.isEmpty() && end - nanoTime.getAsLong() > 0) {
            read(end - nanoTime.getAsLong(), nanoTime.getAsLong());
        }
        return Optional.ofNullable(relayed.poll());
    }

    private StunPacket request(int type, Consumer<StunWriter> attributes) throws IOException {
        Awaited outcome = new Awaited();
        long end = nanoTime.getAsLong() + patience.toNanos();
        requests.send(type, attributes, outcome, nanoTime.getAsLong());
        while (!outcome.isSettled()) {
            long now = nanoTime.getAsLong();
            if (end - now <= 0) {
                throw Refused.silence(server.toString());
            }
            read(Math.min(end, requests.poll(now, end)) - now, now);
        }
        return outcome.get(server);
    }

    private void read(long waitNanos, long now) throws IOException {
        Optional<Datagram> datagram = socket.receive(waitNanos);
        StunPacket packet = new StunPacket();
        if (datagram.isEmpty()
                || !datagram.get().from().equals(server)
                || !packet.read(datagram.get().bytes(), datagram.get().bytes().length)) {
            return;
        }
        if (packet.type() != Stun.DATA_INDICATION) {
            requests.answered(packet, now);
            return;
        }
        Optional<InetSocketAddress> peer = packet.xorAddress(Stun.XOR_PEER_ADDRESS);
        Optional<ByteBuffer> data = packet.attribute(Stun.DATA);
        if (peer.isPresent() && data.isPresent()) {
            byte[] bytes = new byte[data.get().remaining()];
            data.get().get(bytes);
            relayed.add(new Datagram(bytes, peer.get()));
        }
    }

    /** What a request came to. */
    private static final class Awaited implements TurnRequests.Outcome {
        private @Nullable StunPacket response;
        private int code = -1;

        boolean isSettled() {
            return response != null || code >= 0;
        }

        StunPacket get(InetSocketAddress server) throws Refused {
            if (response != null) {
                return response;
            }
            throw code == 0
                    ? Refused.silence(server.toString())
                    : new Refused(code, server + " refuses with error " + code);
        }

        @Override
        public void succeeded(StunPacket packet) {
            response = packet;
        }

        @Override
        public void failed(int errorCode) {
            code = errorCode;
        }
    }

    /** Gives the allocation back, without waiting for the answer. */
    @Override
    public void close() {
        if (allocated) {
            allocated = false;
            requests.send(
                    Stun.REFRESH_REQUEST,
                    writer -> writer.attribute(Stun.LIFETIME, 0),
                    new Awaited(),
                    nanoTime.getAsLong());
        }
    }
}
