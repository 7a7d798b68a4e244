package io.github.natcast.streamer.internal.transport.ice4j;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.harvest.StunCandidateHarvest;
import org.ice4j.ice.harvest.StunCandidateHarvester;

/** Asks one STUN server from each host socket. One thread harvests, {@link #close} is for any. */
final class StunHarvester extends StunCandidateHarvester implements ServerHarvester {
    private final List<Harvest> harvests = new CopyOnWriteArrayList<>();

    StunHarvester(InetSocketAddress server) {
        super(new TransportAddress(server, Transport.UDP));
    }

    @Override
    protected StunCandidateHarvest createHarvest(HostCandidate host) {
        Harvest harvest = new Harvest(host);
        harvests.add(harvest);
        return harvest;
    }

    @Override
    public void close() {
        harvests.forEach(Harvest::giveUp);
    }

    private final class Harvest extends StunCandidateHarvest {
        Harvest(HostCandidate host) {
            super(StunHarvester.this, host);
        }

        void giveUp() {
            completedResolvingCandidate(null, null);
        }
    }
}
