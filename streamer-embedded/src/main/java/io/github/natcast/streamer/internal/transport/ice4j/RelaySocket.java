package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.streamer.internal.transport.nat.Relay;
import java.net.InetSocketAddress;

/** The relayed address of an allocation on a TURN server, as a base like the others. Thread-safe. */
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
    String candidateType() {
        return "relay";
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
    void addFlow(Flow flow) {
        if (flow(flow.remote()) == null) {
            nat.reach(flow.remote());
        }
        super.addFlow(flow);
    }

    @Override
    void removeFlow(Flow flow) {
        super.removeFlow(flow);
        if (flow(flow.remote()) == null) {
            nat.leave(flow.remote());
        }
    }
}
