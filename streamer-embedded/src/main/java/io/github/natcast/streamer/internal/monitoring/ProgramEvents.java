package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.StreamerListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to the program's listener on the control thread, in their order; those that come before there is one
 * wait for it. Thread-safe; does not block.
 */
public final class ProgramEvents implements Consumer<StreamerEvent> {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProgramEvents.class);
    /** A source that fails at once and is opened again does so every second. */
    private static final int MOST_WAITING = 100;

    private final StreamerListener listener;
    private final List<StreamerEvent> waiting = new ArrayList<>();
    private @Nullable Executor control;

    public ProgramEvents(StreamerListener listener) {
        this.listener = listener;
    }

    /** Hands on what waits, and from now on everything at once. Called once. */
    public synchronized void startOn(Executor controlThread) {
        control = controlThread;
        waiting.forEach(event -> handOn(controlThread, event));
        waiting.clear();
    }

    @Override
    public synchronized void accept(StreamerEvent event) {
        if (control != null) {
            handOn(control, event);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(event);
        }
    }

    private void handOn(Executor controlThread, StreamerEvent event) {
        controlThread.execute(() -> {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                LOGGER.error("the listener threw", e);
            }
        });
    }
}
