package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.ice.CandidateKind;
import io.github.natcast.streamer.internal.transport.ice.CandidatePair;
import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.streamer.internal.transport.nat.Relay;
import java.net.InetSocketAddress;

/** The relayed address of an allocation on a TURN server, as a base like the others. Confined as that is. */
final class RelaySocket extends MediaBase {
    private final Relay relay;
    private final NatTraversal nat;

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

    @Override
    void addFlow(SharedPortSession session, CandidatePair pair) {
        if (flow(pair.remote()) == null) {
            nat.reach(pair.remote());
        }
        super.addFlow(session, pair);
    }

    @Override
    void removeFlow(CandidatePair pair) {
        boolean known = flow(pair.remote()) != null;
        super.removeFlow(pair);
        if (known && flow(pair.remote()) == null) {
            nat.leave(pair.remote());
        }
    }
}
