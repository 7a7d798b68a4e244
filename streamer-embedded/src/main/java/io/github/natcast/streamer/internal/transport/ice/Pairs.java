package io.github.natcast.streamer.internal.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The candidate pairs of one agent, in the order in which they came. Confined to that agent. */
final class Pairs {
    /** Addresses of the peer that passed a check: it has a few interfaces, and NATs and tunnels rebind. */
    static final int MAXIMUM_PROVED = 16;

    private final List<CandidatePair> all = new ArrayList<>(2);

    void add(CandidatePair pair) {
        all.add(pair);
    }

    /** A pair with a peer-reflexive candidate; an address that answered before an ICE restart need not again. */
    CandidatePair addReflexive(Generation generation, Base base, InetSocketAddress remote, long priority) {
        CandidatePair pair =
                new CandidatePair(generation, base, remote, CandidateKind.PEER_REFLEXIVE, priority, new CheckSeries());
        if (all.stream().anyMatch(other -> other.isBetween(base, remote) && other.isVerified())) {
            pair.verify();
        }
        all.add(pair);
        return pair;
    }

    void remove(CandidatePair pair) {
        all.remove(pair);
    }

    /** Those that there were. */
    List<CandidatePair> clear() {
        List<CandidatePair> before = List.copyOf(all);
        all.clear();
        return before;
    }

    /** Follows later changes, which a loop over it does not survive. */
    List<CandidatePair> all() {
        return all;
    }

    /** A copy, so that a loop over it can remove pairs. */
    List<CandidatePair> where(Predicate<CandidatePair> condition) {
        return all.stream().filter(condition).toList();
    }

    // On the packet path: without a stream.
    @Nullable
    CandidatePair find(Generation generation, Base base, InetSocketAddress remote) {
        for (CandidatePair pair : all) {
            if (pair.generation() == generation && pair.isBetween(base, remote)) {
                return pair;
            }
        }
        return null;
    }

    /** The oldest proved one but for these two, when there are too many. */
    Optional<CandidatePair> surplus(CandidatePair newest, @Nullable CandidatePair selected) {
        List<CandidatePair> proved = where(pair -> pair.proved);
        return proved.size() <= MAXIMUM_PROVED
                ? Optional.empty()
                : proved.stream()
                        .filter(pair -> pair != newest && pair != selected)
                        .findFirst();
    }
}
