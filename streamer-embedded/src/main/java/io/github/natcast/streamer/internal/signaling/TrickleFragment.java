package io.github.natcast.streamer.internal.signaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The body of a WHEP PATCH: {@code application/trickle-ice-sdpfrag} (RFC 8840 §9). Immutable.
 *
 * @param candidates in order, each with the {@code a=mid} of its pseudo media section
 * @param complete whether there is an {@code a=end-of-candidates}
 * @param usernameFragment {@code a=ice-ufrag}; if it is not that of the offer, it asks for an ICE restart
 */
record TrickleFragment(List<TrickledCandidate> candidates, boolean complete, Optional<String> usernameFragment) {

    static TrickleFragment parse(String text) {
        List<TrickledCandidate> candidates = new ArrayList<>();
        boolean complete = false;
        @Nullable String usernameFragment = null;
        @Nullable String mid = null;
        for (String line : text.lines().toList()) {
            if (line.startsWith("m=")) {
                mid = null;
            } else if (line.startsWith("a=mid:")) {
                mid = line.substring("a=mid:".length());
            } else if (line.startsWith("a=candidate:")) {
                candidates.add(new TrickledCandidate(line.substring(2), Optional.ofNullable(mid), OptionalInt.empty()));
            } else if (line.equals("a=end-of-candidates")) {
                complete = true;
            } else if (line.startsWith("a=ice-ufrag:") && usernameFragment == null) {
                usernameFragment = line.substring("a=ice-ufrag:".length());
            }
        }
        return new TrickleFragment(List.copyOf(candidates), complete, Optional.ofNullable(usernameFragment));
    }
}
