package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.nat.Outbound;
import io.github.natcast.streamer.internal.transport.nat.Relay;
import java.net.InetSocketAddress;

/** The relayed address of an allocation on a TURN server, as a socket like the others. Thread-safe. */
final class RelaySocket extends MediaBase {
    private final Relay relay;
    private final Outbound outbound;

    RelaySocket(Relay relay, Outbound outbound) {
        this.relay = relay;
        this.outbound = outbound;
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
    void bind(Binding binding) {
        if (binding(binding.remote()) == null) {
            outbound.reach(binding.remote());
        }
        super.bind(binding);
    }

    @Override
    void unbind(Binding binding) {
        super.unbind(binding);
        if (binding(binding.remote()) == null) {
            outbound.leave(binding.remote());
        }
    }
}
