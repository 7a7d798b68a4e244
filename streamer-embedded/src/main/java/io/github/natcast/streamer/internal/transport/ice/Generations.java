package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that one agent answers to: the current ones, and after an ICE restart (RFC 8445 §9) those before,
 * until there is a path for the new ones. Confined to its agent's thread.
 */
final class Generations {
    private Generation current;
    private @Nullable Generation previous;

    Generations(IceCredentials local) {
        current = new Generation(local);
    }

    Generation current() {
        return current;
    }

    boolean isCurrent(CandidatePair pair) {
        return pair.generation() == current;
    }

    /** Another one is current from now on, and the one before is forgotten. */
    void replace(IceCredentials local) {
        current = new Generation(local);
    }

    /** Another one is current from now on, beside the one before. */
    void follow(IceCredentials local) {
        previous = current;
        current = new Generation(local);
    }

    /** The one before the current, which ends with this call; null when there is none. */
    @Nullable
    Generation endPrevious() {
        Generation before = previous;
        previous = null;
        return before;
    }

    List<String> localFragments() {
        Generation before = previous;
        String fragment = current.local().usernameFragment();
        return before == null
                ? List.of(fragment)
                : List.of(fragment, before.local().usernameFragment());
    }

    /** The one whose requests carry this fragment of ours; null when it is another's. */
    @Nullable
    Generation of(@Nullable String localFragment) {
        if (current.local().usernameFragment().equals(localFragment)) {
            return current;
        }
        Generation before = previous;
        return before != null && before.local().usernameFragment().equals(localFragment) ? before : null;
    }
}
