package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.StreamerListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the program's listener what happens to a viewer; whatever it throws ends nothing. Immutable. */
record ViewerNotices(StreamerListener listener) {
    private static final Logger LOGGER = LoggerFactory.getLogger(ViewerSession.class);

    void tell(Consumer<StreamerListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOGGER.error("the listener threw", e);
        }
    }
}
