package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.CandidateKind;
import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The relayed address of an allocation, which is a base (RFC 8445 §4): wraps packets for the TURN server, and knows
 * which peer is behind which channel (RFC 8656 §11, §12). Thread-safe, without locks.
 */
public final class Relay implements Base {
    private final Base carrier;
    private final InetSocketAddress server;
    private final InetSocketAddress relayed;
    private final RandomGenerator random;
    private final Map<InetSocketAddress, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, InetSocketAddress> peers = new ConcurrentHashMap<>();

    private volatile long heardNanos;

    Relay(Base carrier, InetSocketAddress server, InetSocketAddress relayed, RandomGenerator random, long nowNanos) {
        this.carrier = carrier;
        this.server = server;
        this.relayed = relayed;
        this.random = random;
        this.heardNanos = nowNanos;
    }

    @Override
    public CandidateKind kind() {
        return CandidateKind.RELAYED;
    }

    /** The relayed transport address. */
    @Override
    public InetSocketAddress address() {
        return relayed;
    }

    /** The address that wrapped packets leave from. */
    public InetSocketAddress carrier() {
        return carrier.address();
    }

    /** The TURN server. */
    public InetSocketAddress server() {
        return server;
    }

    /** The channel to a peer, 0x4000 to 0x4FFF; 0 while there is none. */
    public int channel(InetSocketAddress peer) {
        @Nullable Integer number = numbers.get(peer);
        return number == null ? 0 : number;
    }

    /** The peer behind a channel; null when the channel is not known. */
    public @Nullable InetSocketAddress peer(int channel) {
        return peers.get(channel);
    }

    /** A peer's packet came through. On the receive thread. */
    public void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** When the last packet of a peer came through; before the first, when the allocation was made. */
    long heardNanos() {
        return heardNanos;
    }

    /** The server may use the channel before its answer about it has been read here. */
    void expected(int channel, InetSocketAddress peer) {
        peers.put(channel, peer);
    }

    void bound(int channel, InetSocketAddress peer) {
        peers.put(channel, peer);
        numbers.put(peer, channel);
    }

    /** The server has the channel for another peer: what comes on it is not this one's. */
    void refused(int channel, InetSocketAddress peer) {
        peers.remove(channel, peer);
        numbers.remove(peer, channel);
    }

    /** The channel is not renewed any more. The server still uses it for minutes, should the peer come back. */
    void unbound(int channel, InetSocketAddress peer) {
        numbers.remove(peer, channel);
    }

    /** Through the channel if there is one, otherwise as a Send indication. */
    @Override
    public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
        int channel = channel(remote);
        byte[] wrapped =
                channel == 0 ? indication(packet, offset, length, remote) : data(channel, packet, offset, length);
        carrier.send(wrapped, 0, wrapped.length, server);
    }

    private static byte[] data(int channel, byte[] packet, int offset, int length) {
        byte[] message = new byte[ChannelData.HEADER_LENGTH + length];
        ChannelData.write(channel, packet, offset, length, message);
        return message;
    }

    private byte[] indication(byte[] packet, int offset, int length, InetSocketAddress remote) {
        byte[] data = new byte[length];
        System.arraycopy(packet, offset, data, 0, length);
        return new StunWriter(Stun.SEND_INDICATION, TransactionId.random(random))
                .xorAddress(Stun.XOR_PEER_ADDRESS, remote)
                .attribute(Stun.DATA, data)
                .toBytes();
    }
}
