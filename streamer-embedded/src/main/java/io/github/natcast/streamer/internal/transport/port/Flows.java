package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.ice.CandidatePair;
import io.github.natcast.streamer.internal.transport.port.MediaBase.Flow;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose packets come from which remote address of one base. An address has one owner: the session whose peer answered a
 * check there last, and while nobody has, the one that sent a check last. Who else sent one is its rival: it becomes
 * the owner by an answer, or when the owner leaves or its consent expires. So an address that a NAT gives to another
 * viewer is that one's within a round trip, and whoever forges the source of a check takes no address from its viewer.
 * Confined to the receive thread.
 */
final class Flows {
    /** Viewers share no address: more than one newcomer at a time are forgers, whose checks make nobody search long. */
    static final int MOST_RIVALS = 4;

    private final Map<InetSocketAddress, Flow> owners = new HashMap<>();
    private final Map<InetSocketAddress, List<Flow>> rivals = new HashMap<>(0);

    /** The owner. */
    @Nullable
    Flow at(InetSocketAddress remote) {
        return owners.get(remote);
    }

    /** The others, the newest last. */
    List<Flow> rivalsAt(InetSocketAddress remote) {
        return rivals.isEmpty() ? List.of() : rivals.getOrDefault(remote, List.of());
    }

    /** The session's peer sent or answered a check from the pair's address. */
    void claim(SharedPortSession session, CandidatePair pair, long nowNanos) {
        Flow owner = owners.get(pair.remote());
        if (owner == null) {
            owners.put(pair.remote(), new Flow(session, pair));
        } else if (owner.pair() != pair) {
            Flow claimant = new Flow(session, pair);
            removeRival(pair);
            boolean yields = owner.pair().yieldsTo(pair, nowNanos);
            if (yields) {
                owners.put(pair.remote(), claimant);
            }
            addRival(yields ? owner : claimant);
        }
    }

    private void addRival(Flow rival) {
        List<Flow> there = rivals.computeIfAbsent(rival.pair().remote(), unknown -> new ArrayList<>(1));
        if (there.size() == MOST_RIVALS) {
            there.remove(0);
        }
        there.add(rival);
    }

    /** The session has the pair no more. */
    void leave(CandidatePair pair) {
        InetSocketAddress remote = pair.remote();
        Flow owner = owners.get(remote);
        if (owner == null || owner.pair() != pair) {
            removeRival(pair);
            return;
        }
        List<Flow> others = rivalsAt(remote);
        if (others.isEmpty()) {
            owners.remove(remote);
        } else {
            Flow newest = others.get(others.size() - 1);
            removeRival(newest.pair());
            owners.put(remote, newest);
        }
    }

    private void removeRival(CandidatePair pair) {
        rivals.computeIfPresent(pair.remote(), (remote, there) -> {
            there.removeIf(rival -> rival.pair() == pair);
            return there.isEmpty() ? null : there;
        });
    }
}
