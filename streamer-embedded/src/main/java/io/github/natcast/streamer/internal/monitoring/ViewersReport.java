package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.signaling.ViewerDirectory;
import io.github.natcast.streamer.internal.viewers.ViewerEntry;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.viewers.ViewerSession;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The open viewers, for {@code /viewers}. Thread-safe. */
public final class ViewersReport implements ViewerDirectory {
    private final ViewerRegistry registry;

    public ViewersReport(ViewerRegistry registry) {
        this.registry = registry;
    }

    @Override
    public List<Map<String, Object>> all() {
        return registry.sessions().stream()
                .sorted(Comparator.comparing(ViewerSession::since).thenComparing(ViewerSession::id))
                .map(ViewerEntry::of)
                .toList();
    }

    @Override
    public Optional<Map<String, Object>> find(String id) {
        return registry.sessions().stream()
                .filter(viewer -> viewer.id().equals(id))
                .findFirst()
                .map(ViewerEntry::detailed);
    }
}
