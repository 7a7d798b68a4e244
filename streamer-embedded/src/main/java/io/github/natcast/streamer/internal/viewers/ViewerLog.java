package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the events of viewers, then notifies the program's listener. Confined to the control thread. */
public final class ViewerLog implements StreamerListener {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");

    private final StreamerListener listener;

    public ViewerLog(StreamerListener listener) {
        this.listener = listener;
    }

    @Override
    public void onViewerOpened(Viewer viewer) {
        LOGGER.debug("viewer {} of session {} opened from {}", viewer.id(), viewer.session(), viewer.clientAddress());
        listener.onViewerOpened(viewer);
    }

    @Override
    public void onViewerConnected(Viewer viewer) {
        LOGGER.info("viewer {} connected: {}", viewer.id(), String.join(", ", viewer.timeline()));
        listener.onViewerConnected(viewer);
    }

    @Override
    public void onRenditionChanged(Viewer viewer, Rendition.Change change) {
        Rendition to = change.to();
        LOGGER.debug("viewer {} is sent {}x{}: {}", viewer.id(), to.width(), to.height(), change.reason());
        listener.onRenditionChanged(viewer, change);
    }

    @Override
    public void onViewerClosed(Viewer viewer, String reason) {
        LOGGER.info("viewer {} ended: {}", viewer.id(), reason);
        listener.onViewerClosed(viewer, reason);
    }

    /** On a worker thread. */
    @Override
    public boolean onMessage(Viewer viewer, String type, String json) {
        return listener.onMessage(viewer, type, json);
    }
}
