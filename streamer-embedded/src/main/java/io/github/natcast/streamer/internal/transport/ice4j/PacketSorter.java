package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.limits.TokenBucket;
import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of what comes to a socket what is not ICE's (RFC 7983), also where a TURN server wrapped it. Receiving is
 * confined to whichever thread reads the socket, one at a time; the rest is thread-safe.
 */
final class PacketSorter {
    /**
     * ice4j starts a thread for each message of which it does not know yet whether it is genuine. As many of the peer's
     * addresses, and as many of all others, whose flood takes nothing of the peer's.
     */
    private static final int STUN_PER_SECOND = 200;

    private static final int LOWEST_DTLS = 20;

    /** Takes packets that are not STUN, on the thread that reads the socket. */
    interface Input {
        /** Whether the peer is there, as far as is known. */
        boolean isPeer(InetSocketAddress remote);

        /** The array is the socket's again after the call. */
        void onPacket(InetSocketAddress remote, byte[] buffer, int offset, int length);
    }

    private final Map<InetSocketAddress, TurnChannels> servers = new ConcurrentHashMap<>();
    private final TokenBucket ofPeer = new TokenBucket(STUN_PER_SECOND, STUN_PER_SECOND, System.nanoTime());
    private final TokenBucket ofOthers = new TokenBucket(STUN_PER_SECOND, STUN_PER_SECOND, System.nanoTime());
    private final StunPacket received = new StunPacket();
    private final Input input;

    PacketSorter(Input input) {
        this.input = input;
    }

    /** The channels to this TURN server, of which there is one for each socket and server. */
    TurnChannels channels(InetSocketAddress server) {
        return servers.computeIfAbsent(plain(server), unknown -> new TurnChannels());
    }

    // Like any key of a map: ice4j's own type of address is equal to it, and drags more along.
    private static InetSocketAddress plain(InetSocketAddress address) {
        return new InetSocketAddress(address.getAddress(), address.getPort());
    }

    /** Notes what ice4j sends to a TURN server. */
    void sent(DatagramPacket packet) {
        if (servers.isEmpty() || packet.getLength() == 0 || !StunPacket.isStun(packet.getData()[packet.getOffset()])) {
            return;
        }
        TurnChannels channels = servers.get((InetSocketAddress) packet.getSocketAddress());
        StunPacket request = new StunPacket();
        if (channels != null && packet.getOffset() == 0 && request.read(packet.getData(), packet.getLength())) {
            channels.sent(request);
        }
    }

    /** Whether the packet is done with; otherwise it is ice4j's. */
    boolean take(DatagramPacket packet) {
        int offset = packet.getOffset();
        int length = packet.getLength();
        if (length == 0 || offset != 0) {
            return true;
        }
        byte[] buffer = packet.getData();
        int first = buffer[0] & 0xff;
        InetSocketAddress remote = (InetSocketAddress) packet.getSocketAddress();
        if (StunPacket.isStun(first)) {
            return takeStun(buffer, length, remote);
        }
        if (ChannelData.isChannelData(first)) {
            return takeChannelData(buffer, length, servers.get(remote));
        }
        if (first >= LOWEST_DTLS) {
            input.onPacket(remote, buffer, 0, length);
        }
        return true;
    }

    private boolean takeStun(byte[] buffer, int length, InetSocketAddress remote) {
        TurnChannels channels = servers.get(remote);
        if (channels == null) {
            return isTooMuch(remote);
        }
        if (!received.read(buffer, length)) {
            return true;
        }
        channels.received(received);
        TurnChannels.PeerData data = TurnChannels.dataOf(received).orElse(null);
        if (data == null) {
            return false;
        }
        return takeRelayed(data.bytes(), 0, data.bytes().length, data.peer());
    }

    private boolean takeChannelData(byte[] buffer, int length, @Nullable TurnChannels channels) {
        int dataLength = ChannelData.dataLength(buffer, length);
        if (channels == null || dataLength <= 0) {
            return true;
        }
        InetSocketAddress peer = channels.from(ChannelData.channel(buffer));
        return peer == null || takeRelayed(buffer, ChannelData.HEADER_LENGTH, dataLength, peer);
    }

    /** Checks that were relayed are for ice4j, which unwraps them itself. */
    private boolean takeRelayed(byte[] buffer, int offset, int length, InetSocketAddress peer) {
        if (length == 0) {
            return true;
        }
        int first = buffer[offset] & 0xff;
        if (StunPacket.isStun(first)) {
            return isTooMuch(peer);
        }
        if (first >= LOWEST_DTLS && !ChannelData.isChannelData(first)) {
            input.onPacket(peer, buffer, offset, length);
        }
        return true;
    }

    private boolean isTooMuch(InetSocketAddress remote) {
        return !(input.isPeer(remote) ? ofPeer : ofOthers).take(System.nanoTime());
    }
}
