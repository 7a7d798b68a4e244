package io.github.natcast.streamer.internal.signaling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server tells the operator. Immutable; the parts are thread-safe.
 *
 * @param health called for every {@code GET /healthz}, {@code /livez} and {@code /readyz}, on an event loop: must not
 *     block
 * @param metrics returns the Prometheus text for {@code GET /metrics}; called like {@code health}
 * @param viewers for {@code GET /viewers}
 */
public record Reports(Supplier<Health> health, Supplier<String> metrics, ViewerDirectory viewers) {

    /** Of a healthy server without viewers. */
    public static Reports none() {
        return new Reports(() -> new Health(true, true, true, Map.of()), () -> "", new ViewerDirectory() {
            @Override
            public List<Map<String, Object>> all() {
                return List.of();
            }

            @Override
            public Optional<Map<String, Object>> find(String id) {
                return Optional.empty();
            }
        });
    }
}
