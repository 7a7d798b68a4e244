package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.internal.signaling.TrickledCandidate;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What one viewer was told of this host's candidates, to tell it what is new (RFC 8838 §13). Thread-safe; signals are
 * called while its lock is held, so that of two changes the later one has the last word.
 */
final class ToldCandidates {
    private final Audience audience;
    private final Optional<String> mid;
    private final int mediaIndex;
    private final ViewerSignals signals;
    private Set<String> told = Set.of();
    private boolean ended;

    ToldCandidates(Audience audience, Optional<String> mid, int mediaIndex, ViewerSignals signals) {
        this.audience = audience;
        this.mid = mid;
        this.mediaIndex = mediaIndex;
        this.signals = signals;
    }

    /** What this host's candidates are for one viewer. */
    interface Current {
        List<String> candidates(String mid, Audience audience);
    }

    /**
     * Tells those of the current candidates that the viewer was not told before; one that comes back is told again.
     *
     * @return whether there was one
     */
    synchronized boolean tell(Current current) {
        if (ended) {
            return false;
        }
        Set<String> now = new HashSet<>();
        boolean news = false;
        for (String candidate : current.candidates(mid.orElse(""), audience)) {
            String address = AddressRewriting.transportAddress(candidate);
            now.add(address);
            if (!told.contains(address)) {
                signals.onLocalCandidate(new TrickledCandidate(candidate, mid, OptionalInt.of(mediaIndex)));
                news = true;
            }
        }
        told = now;
        return news;
    }

    /** A new answer begins with nothing told. */
    synchronized void restart() {
        told = Set.of();
    }

    /** Nothing is told from now on. */
    synchronized void end() {
        ended = true;
    }

    synchronized boolean hasEnded() {
        return ended;
    }
}
