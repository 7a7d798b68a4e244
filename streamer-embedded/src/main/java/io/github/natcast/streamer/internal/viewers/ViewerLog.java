package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.limits.LogAllowance;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the events of viewers, then notifies the program's listener. Confined to the control thread. */
public final class ViewerLog implements StreamerListener {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");

    /** Who never connected may be nobody but a stranger with a loop. */
    private static final int NEVER_CONNECTED_PER_MINUTE = 10;

    private final StreamerListener listener;
    private final LogAllowance neverConnected;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public ViewerLog(StreamerListener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.neverConnected = new LogAllowance(NEVER_CONNECTED_PER_MINUTE, nanoTime);
    }

    /** With session, channel and masked address, for logs without a mapped diagnostic context. */
    static String name(Viewer viewer) {
        return viewer.id() + " (session " + viewer.session() + ", channel " + viewer.channel() + ", from "
                + MaskedAddress.of(viewer.clientAddress()) + ")";
    }

    @Override
    public void onViewerOpened(Viewer viewer) {
        LOGGER.debug("viewer {} opened from {}", name(viewer), viewer.clientAddress());
        listener.onViewerOpened(viewer);
    }

    @Override
    public void onViewerConnected(Viewer viewer) {
        LOGGER.info("viewer {} connected: {}", name(viewer), String.join(", ", viewer.timeline()));
        listener.onViewerConnected(viewer);
    }

    @Override
    public void onRenditionChanged(Viewer viewer, Rendition.Change change) {
        Rendition to = change.to();
        LOGGER.debug("viewer {} is sent {}x{}: {}", name(viewer), to.width(), to.height(), change.reason());
        listener.onRenditionChanged(viewer, change);
    }

    @Override
    public void onViewerClosed(Viewer viewer, String reason) {
        if (viewer.stats().isPresent()) {
            LOGGER.info("viewer {} ended: {}", name(viewer), reason);
        } else {
            neverConnected
                    .line()
                    .ifPresentOrElse(
                            more -> LOGGER.info("viewer {} ended: {}{}", name(viewer), reason, LogAllowance.more(more)),
                            () -> LOGGER.debug("viewer {} ended: {}", name(viewer), reason));
        }
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
    public void onEvent(StreamerEvent event) {
        listener.onEvent(event);
    }

    /** On a worker thread. */
    @Override
    public boolean onMessage(Viewer viewer, String type, String json) {
        return listener.onMessage(viewer, type, json);
    }
}
