package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.ice.CandidateKind;
import io.github.natcast.streamer.internal.transport.ice.CandidatePair;
import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.streamer.internal.transport.nat.Relay;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/** The relayed address of an allocation on a TURN server, as a base like the others. Confined as that is. */
final class RelaySocket extends MediaBase {
    private final Relay relay;
    private final NatTraversal nat;
    private final Set<InetSocketAddress> reached = new HashSet<>();

    RelaySocket(Relay relay, NatTraversal nat) {
        this.relay = relay;
        this.nat = nat;
    }

    Relay relay() {
        return relay;
    }

    @Override
    public CandidateKind kind() {
        return CandidateKind.RELAYED;
    }

    @Override
    public InetSocketAddress address() {
        return relay.address();
    }

    @Override
    public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
        relay.send(packet, offset, length, remote);
    }

    /** Checks and DTLS do without a channel. So who only checks, from ever new ports, costs none. */
    @Override
    void carry(SharedPortSession session, CandidatePair pair) {
        if (!reached.contains(pair.remote()) && session.admitsChannel()) {
            reached.add(pair.remote());
            nat.reach(pair.remote());
        }
    }

    @Override
    void removeFlow(CandidatePair pair) {
        super.removeFlow(pair);
        if (flow(pair.remote()) == null && reached.remove(pair.remote())) {
            nat.leave(pair.remote());
        }
    }
}
