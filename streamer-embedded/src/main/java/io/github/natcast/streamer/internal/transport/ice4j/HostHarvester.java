package io.github.natcast.streamer.internal.transport.ice4j;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Component;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.harvest.AbstractCandidateHarvester;
import org.ice4j.socket.IceSocketWrapper;
import org.ice4j.socket.IceUdpSocketWrapper;
import org.ice4j.socket.MultiplexingDatagramSocket;

/** Makes host candidates of sockets that are open already. Confined to the thread that gathers. */
final class HostHarvester extends AbstractCandidateHarvester {
    private final List<HostSocket> sockets;
    private final boolean relays;

    /** @param relays whether allocations are made from these sockets */
    HostHarvester(List<HostSocket> sockets, boolean relays) {
        this.sockets = sockets;
        this.relays = relays;
    }

    @Override
    public boolean isHostHarvester() {
        return true;
    }

    @Override
    public List<LocalCandidate> harvest(Component component) {
        List<LocalCandidate> candidates = new ArrayList<>();
        for (HostSocket socket : sockets) {
            HostCandidate candidate = candidate(component, socket);
            component.addLocalCandidate(candidate);
            candidate.getStunStack().addSocket(candidate.getStunSocket(null));
            candidates.add(candidate);
        }
        return candidates;
    }

    /**
     * ice4j reads TURN's ChannelData from a filtered socket, and such a one holds a descriptor until a garbage
     * collection; without allocations none is needed.
     */
    private HostCandidate candidate(Component component, HostSocket socket) {
        try {
            return relays
                    ? new HostCandidate(
                            new IceUdpSocketWrapper(new MultiplexingDatagramSocket(socket.socket())), component)
                    : new Unfiltered(new IceUdpSocketWrapper(socket.socket()), component);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that its socket receives is STUN. */
    private static final class Unfiltered extends HostCandidate {
        Unfiltered(IceSocketWrapper socket, Component component) {
            super(socket, component);
        }

        @Override
        public IceSocketWrapper getStunSocket(TransportAddress server) {
            return getCandidateIceSocketWrapper();
        }
    }
}
