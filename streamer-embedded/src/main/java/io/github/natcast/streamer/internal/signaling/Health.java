package io.github.natcast.streamer.internal.signaling;

import java.util.Map;

/**
 * The answer to {@code GET /healthz}. Immutable.
 *
 * @param healthy true makes the status 200, false 503
 * @param details further fields of the JSON object, for the operator alone: strings, numbers, booleans, and lists and
 *     maps of them
 */
public record Health(boolean healthy, Map<String, Object> details) {
    public Health {
        details = Map.copyOf(details);
    }
}
