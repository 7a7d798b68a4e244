package io.github.natcast.streamer.internal.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Remembers what an agent says. */
class RecordedEvents implements IceEvents {
    final List<InetSocketAddress> firstChecks = new ArrayList<>();
    final Set<CandidatePair> proved = new LinkedHashSet<>();
    final List<CandidatePair> paths = new ArrayList<>();
    final List<String> endedFragments = new ArrayList<>();
    int losses;
    int revocations;

    @Override
    public void onFirstCheck(InetSocketAddress remote) {
        firstChecks.add(remote);
    }

    @Override
    public void onProved(CandidatePair pair) {
        proved.add(pair);
    }

    @Override
    public void onForgotten(CandidatePair pair) {
        proved.remove(pair);
    }

    @Override
    public void onPath(CandidatePair pair) {
        paths.add(pair);
    }

    @Override
    public void onPathLost() {
        losses++;
    }

    @Override
    public void onRevoked() {
        revocations++;
    }

    @Override
    public void onTurn() {}

    @Override
    public void onFragmentEnded(String localFragment) {
        endedFragments.add(localFragment);
    }
}
