package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.StreamerListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the program's listener what happens to a viewer; whatever it throws ends nothing. On the control thread. */
final class ViewerNotices {
    private static final Logger LOGGER = LoggerFactory.getLogger(ViewerSession.class);

    private final StreamerListener listener;
    private boolean opened;

    ViewerNotices(StreamerListener listener) {
        this.listener = listener;
    }

    /** Tells that it is there, once: at its start, or at its end where that comes first. */
    void opened(ViewerSession viewer) {
        if (!opened) {
            opened = true;
            tell(program -> program.onViewerOpened(viewer));
        }
    }

    void tell(Consumer<StreamerListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOGGER.error("the listener threw", e);
        }
    }
}
