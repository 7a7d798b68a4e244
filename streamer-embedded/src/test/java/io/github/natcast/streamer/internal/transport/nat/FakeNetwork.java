package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hosts behind a NAT and STUN servers in front of it, with a clock that a test sets. Answers wait until
 * {@link #deliver}.
 */
final class FakeNetwork {
    static final InetSocketAddress SERVER = new InetSocketAddress("51.161.209.200", 3478);
    static final InetSocketAddress OTHER_SERVER = new InetSocketAddress("51.161.209.210", 3478);

    long now = Long.MAX_VALUE - 1_000_000_000L; // overflows after a second, as nanoTime may
    final List<Sent> sent = new ArrayList<>();
    private final Map<InetSocketAddress, Function<Sent, byte @Nullable []>> servers = new HashMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    /** One packet that left a base. */
    record Sent(long nanos, Base from, InetSocketAddress to, byte[] packet) {
        TransactionId transaction() {
            StunPacket stun = new StunPacket();
            if (!stun.read(packet, packet.length)) {
                throw new AssertionError("not STUN");
            }
            return TransactionId.of(stun);
        }
    }

    /** One answer on its way. */
    record Arrival(Base to, InetSocketAddress from, StunPacket packet) {}

    Base base(String address) {
        InetSocketAddress local = new InetSocketAddress(address, 10111);
        return new Base() {
            @Override
            public InetSocketAddress address() {
                return local;
            }

            @Override
            public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
                Sent datagram = new Sent(now, this, remote, packet.clone());
                sent.add(datagram);
                Function<Sent, byte @Nullable []> server = servers.get(remote);
                byte[] answer = server == null ? null : server.apply(datagram);
                if (answer != null) {
                    arrivals.add(new Arrival(this, remote, read(answer)));
                }
            }
        };
    }

    static StunPacket read(byte[] packet) {
        StunPacket stun = new StunPacket();
        if (!stun.read(packet, packet.length)) {
            throw new AssertionError("not STUN");
        }
        return stun;
    }

    /** A STUN server that sees the bases at one address. */
    void serve(InetSocketAddress server, InetSocketAddress mapped) {
        servers.put(server, request -> success(request, mapped));
    }

    void serve(InetSocketAddress server, Function<Sent, byte @Nullable []> behaviour) {
        servers.put(server, behaviour);
    }

    static byte[] success(Sent request, InetSocketAddress mapped) {
        return new StunWriter(StunPacket.BINDING_SUCCESS_RESPONSE, request.transaction())
                .xorAddress(Stun.XOR_MAPPED_ADDRESS, mapped)
                .toBytes();
    }

    void refuse(InetSocketAddress server, int code) {
        servers.put(
                server,
                request -> new StunWriter(StunPacket.BINDING_REQUEST | Stun.ERROR, request.transaction())
                        .attribute(Stun.ERROR_CODE, ((code / 100) << 8) | (code % 100))
                        .toBytes());
    }

    /** Packets to it are lost, or answered by ICMP, which does not reach an unconnected socket. */
    void silence(InetSocketAddress server) {
        servers.remove(server);
    }

    /** What arrived since the last call. */
    List<Arrival> deliver() {
        List<Arrival> all = List.copyOf(arrivals);
        arrivals.clear();
        return all;
    }
}
