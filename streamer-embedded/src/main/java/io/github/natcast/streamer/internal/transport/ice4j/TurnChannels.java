package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which channels ice4j has bound on one TURN server (RFC 8656 §12), learned from what passes the socket: media are put
 * into channels here, past ice4j's queue, which has no bound. Thread-safe.
 */
final class TurnChannels {
    /** Requests that wait for their response; ice4j repeats a request with the same transaction. */
    private static final int MOST_WAITING = 64;

    private final Map<Transaction, Binding> waiting = new ConcurrentHashMap<>();
    private volatile Binding[] bound = {};

    private record Binding(int number, InetSocketAddress peer) {}

    private record Transaction(long high, int low) {
        static Transaction of(StunPacket packet) {
            return new Transaction(packet.transactionHigh(), packet.transactionLow());
        }
    }

    /** A request of ice4j leaves for the server. */
    void sent(StunPacket request) {
        if (request.type() != Stun.CHANNEL_BIND_REQUEST || waiting.size() >= MOST_WAITING) {
            return;
        }
        request.unsigned32(Stun.CHANNEL_NUMBER)
                .ifPresent(value -> request.xorAddress(Stun.XOR_PEER_ADDRESS)
                        .ifPresent(peer ->
                                waiting.put(Transaction.of(request), new Binding((int) (value >>> Short.SIZE), peer))));
    }

    /** A response came from the server. */
    void received(StunPacket response) {
        if (waiting.isEmpty()) {
            return;
        }
        Binding binding = waiting.remove(Transaction.of(response));
        if (binding != null && response.type() == (Stun.CHANNEL_BIND_REQUEST | Stun.SUCCESS)) {
            add(binding);
        }
    }

    private synchronized void add(Binding binding) {
        Binding[] current = bound;
        if (!Arrays.asList(current).contains(binding)) {
            Binding[] more = Arrays.copyOf(current, current.length + 1);
            more[current.length] = binding;
            bound = more;
        }
    }

    /** The channel to the peer; 0 while there is none. Takes no lock. */
    int to(InetSocketAddress peer) {
        for (Binding binding : bound) {
            if (binding.peer.equals(peer)) {
                return binding.number;
            }
        }
        return 0;
    }

    /** The peer at the other end of a channel; null when none is bound. Takes no lock. */
    @Nullable
    InetSocketAddress from(int channel) {
        for (Binding binding : bound) {
            if (binding.number == channel) {
                return binding.peer;
            }
        }
        return null;
    }

    /** The peer and the data of a Data indication (RFC 8656 §11.4); empty for any other message. */
    static Optional<PeerData> dataOf(StunPacket packet) {
        if (packet.type() != Stun.DATA_INDICATION) {
            return Optional.empty();
        }
        return packet.xorAddress(Stun.XOR_PEER_ADDRESS)
                .flatMap(peer -> packet.attribute(Stun.DATA).map(data -> {
                    byte[] bytes = new byte[data.remaining()];
                    data.get(bytes);
                    return new PeerData(peer, bytes);
                }));
    }

    /** What a peer sent before it had a channel. The array is the receiver's. */
    record PeerData(InetSocketAddress peer, byte[] bytes) {}
}
