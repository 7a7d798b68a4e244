package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control loop for one viewer: whatever its tasks and timers log names the viewer. Thread-safe. */
final class ViewerControl implements ControlLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(ViewerControl.class);

    private final ControlLoop loop;
    private final ViewerMdc mdc;

    ViewerControl(ControlLoop loop, ViewerMdc mdc) {
        this.loop = loop;
        this.mdc = mdc;
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(() -> run(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return loop.schedule(delay, () -> run(task));
    }

    private void run(Runnable task) {
        mdc.run(() -> {
            try {
                task.run();
            } catch (RuntimeException bug) {
                // Logged here, where the viewer's name is known; neither its timers nor other viewers must stop.
                LOGGER.error("a control task failed", bug);
            }
        });
    }
}
