package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.monitoring.ViewerTotals.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the viewers once a second, as long as there are any, and adds up what they were sent; then notifies the
 * program's listener. Confined to the control thread, but for {@link #metrics} and messages.
 */
public final class ViewerMeter implements StreamerListener {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final StreamerListener listener;
    private final ViewerTotals totals;
    private final Map<Viewer, Counts> open = new LinkedHashMap<>();
    private @Nullable ControlLoop control;
    private boolean running;

    /** @param ladder what viewers can be sent */
    public ViewerMeter(StreamerListener listener, List<Rendition> ladder) {
        this.listener = listener;
        this.totals = new ViewerTotals(ladder);
    }

    /** Sets who keeps time. Called once, before there is a viewer. */
    public void timedBy(ControlLoop loop) {
        control = loop;
    }

    @Override
    public void onViewerOpened(Viewer viewer) {
        open.put(viewer, Counts.ZERO);
        schedule();
        listener.onViewerOpened(viewer);
    }

    private void schedule() {
        if (!running && control != null) {
            running = true;
            control.schedule(INTERVAL, this::measure);
        }
    }

    private void measure() {
        running = false;
        List<ViewerTotals.Watching> watching = new ArrayList<>();
        for (Viewer viewer : open.keySet()) {
            viewer.stats().ifPresent(stats -> {
                count(viewer, stats);
                if (viewer.state() == ViewerState.CONNECTED) {
                    watching.add(new ViewerTotals.Watching(viewer.channel(), stats));
                }
            });
        }
        totals.measure(watching);
        if (!open.isEmpty()) {
            schedule();
        }
    }

    private void count(Viewer viewer, ViewerStats stats) {
        Counts after = Counts.of(stats);
        Counts before = open.put(viewer, after);
        totals.count(before == null ? Counts.ZERO : before, after);
    }

    @Override
    public void onViewerConnected(Viewer viewer) {
        listener.onViewerConnected(viewer);
    }

    @Override
    public void onRenditionChanged(Viewer viewer, Rendition.Change change) {
        totals.count(change.reason());
        listener.onRenditionChanged(viewer, change);
    }

    @Override
    public void onViewerClosed(Viewer viewer, String reason) {
        viewer.stats().ifPresent(stats -> count(viewer, stats));
        open.remove(viewer);
        listener.onViewerClosed(viewer, reason);
    }

    @Override
    public void onViewerState(Viewer viewer, ViewerState state) {
        listener.onViewerState(viewer, state);
    }

    @Override
    public void onFirstFrameSent(Viewer viewer) {
        listener.onFirstFrameSent(viewer);
    }

    @Override
    public void onFirstFrameShown(Viewer viewer) {
        listener.onFirstFrameShown(viewer);
    }

    @Override
    public void onVerdict(Viewer viewer, Optional<ViewerVerdict> verdict) {
        verdict.map(ViewerVerdict::code).ifPresent(totals::count);
        listener.onVerdict(viewer, verdict);
    }

    @Override
    public void onEvent(StreamerEvent event) {
        listener.onEvent(event);
    }

    /** Adds the metrics; on any thread. */
    void metrics(MetricsCollector metrics) {
        totals.metrics(metrics);
    }

    /** On a worker thread. */
    @Override
    public boolean onMessage(Viewer viewer, String type, String json) {
        return listener.onMessage(viewer, type, json);
    }
}
