package io.github.natcast.streamer.internal.signaling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The viewers that the program removed last, with its reasons: over WHEP, a server cannot tell, it can only be asked.
 * Thread-safe.
 */
final class Removals {
    /** A page asks within a second. */
    private static final int KEPT = 1000;

    private final Map<String, String> reasons = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT;
        }
    };

    synchronized void add(String id, String reason) {
        reasons.put(id, reason);
    }

    /** Says that the viewer was removed, if it was. */
    synchronized Optional<Problem> problem(String id) {
        return Optional.ofNullable(reasons.get(id))
                .map(reason -> new Problem(410, "viewer_removed", reason, null, false));
    }
}
