package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks toward one viewer's candidates, handed to the nat thread. Thread-safe, and no method blocks; {@code list} and
 * {@code permitted} belong to the nat thread.
 */
public final class ViewerChecks {
    /**
     * A browser has a few interfaces, each with a host, a reflexive and a relayed address; further ones are ignored.
     */
    static final int MAXIMUM_CANDIDATES = 16;

    private final String localFragment;
    private final long tieBreaker;
    private final CandidateChecks checks;
    private final Function<InetSocketAddress, List<Base>> basesFor;
    private final Predicate<IpAddress> allowed;
    private final Optional<TurnPeers> relayed;
    private final Executor nat;
    private final LongSupplier nanoTime;
    private final Set<InetSocketAddress> candidates = new HashSet<>();
    private final Set<InetAddress> permitted = new HashSet<>();
    private @Nullable CheckList list;

    ViewerChecks(
            String localFragment,
            long tieBreaker,
            CandidateChecks checks,
            Function<InetSocketAddress, List<Base>> basesFor,
            Predicate<IpAddress> allowed,
            Optional<TurnPeers> relayed,
            Executor nat,
            LongSupplier nanoTime) {
        this.localFragment = localFragment;
        this.tieBreaker = tieBreaker;
        this.checks = checks;
        this.basesFor = basesFor;
        this.allowed = allowed;
        this.relayed = relayed;
        this.nat = nat;
        this.nanoTime = nanoTime;
    }

    /** The viewer's credentials are known; called once, and first. */
    public void start(IceCredentials remote) {
        nat.execute(() -> list = new CheckList(localFragment, remote, tieBreaker, nanoTime.getAsLong()));
    }

    /** A candidate of the viewer; one that may not be checked is ignored. */
    public void add(String candidate) {
        CheckTargets.of(candidate, allowed).filter(this::isNew).ifPresent(remote -> nat.execute(() -> add(remote)));
    }

    private boolean isNew(InetSocketAddress remote) {
        synchronized (candidates) {
            return candidates.size() < MAXIMUM_CANDIDATES && candidates.add(remote);
        }
    }

    private void add(InetSocketAddress remote) {
        CheckList current = list;
        if (current == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        basesFor.apply(remote).forEach(base -> current.add(base, remote, now));
        checks.enter(current);
        if (relayed.isPresent() && permitted.add(remote.getAddress())) {
            relayed.get().permit(remote.getAddress(), now);
        }
    }

    /** A pair is valid: what has been checked is not checked again. */
    public void settle() {
        nat.execute(() -> {
            if (list != null) {
                list.settle();
            }
        });
    }

    /** The viewer left. */
    public void close() {
        nat.execute(() -> {
            if (list != null) {
                checks.leave(list);
                list = null;
                permitted.forEach(address -> relayed.ifPresent(peers -> peers.withdraw(address)));
            }
        });
    }
}
