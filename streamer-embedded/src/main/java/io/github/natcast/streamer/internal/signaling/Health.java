package io.github.natcast.streamer.internal.signaling;

import java.util.Map;

/**
 * How the server does: the answers to {@code GET /healthz}, {@code /livez} and {@code /readyz}. Immutable.
 *
 * @param healthy whether it does what it offers; true makes the status of {@code /healthz} 200, false 503
 * @param live whether nothing is dead that a start of the program would mend
 * @param ready whether an offer would be answered now: well, not draining, with a place free
 * @param details further fields of the JSON object, for the operator alone: strings, numbers, booleans, and lists and
 *     maps of them
 */
public record Health(boolean healthy, boolean live, boolean ready, Map<String, Object> details) {
    public Health {
        details = Map.copyOf(details);
    }
}
