package io.github.natcast.streamer.internal.transport.ice4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Component;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.harvest.AbstractCandidateHarvester;

/**
 * Gives every agent the shared port's addresses as host candidates, and the relayed one as if it were another: its
 * packets are wrapped below ice4j. Immutable.
 */
final class SharedPortHarvester extends AbstractCandidateHarvester {
    private final Supplier<List<MediaBase>> bases;

    SharedPortHarvester(Supplier<List<MediaBase>> bases) {
        this.bases = bases;
    }

    @Override
    public boolean isHostHarvester() {
        return true;
    }

    @Override
    public Collection<LocalCandidate> harvest(Component component) {
        List<LocalCandidate> candidates = new ArrayList<>();
        for (MediaBase base : bases.get()) {
            HostCandidate candidate = new HostCandidate(transportAddress(base), component);
            if (component.addLocalCandidate(candidate)) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    static TransportAddress transportAddress(MediaBase base) {
        return new TransportAddress(base.address(), Transport.UDP);
    }
}
