package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.time.Duration;

/**
 * Looks at all viewers twice a second, and says why one sees nothing, or sees it badly. It is one timer, however many
 * they are, and costs nothing on the way of packets. Confined to the control loop.
 */
public final class VerdictWatch {
    static final Duration INTERVAL = Duration.ofMillis(500);

    private final ControlLoop control;
    private final ViewerRegistry viewers;
    private boolean whole;
    private long dueNanos;

    public VerdictWatch(ControlLoop control, ViewerRegistry viewers) {
        this.control = control;
        this.viewers = viewers;
    }

    /** Begins; it ends with the control loop. */
    public void start() {
        dueNanos = control.nanoTime() + INTERVAL.toNanos();
        control.schedule(INTERVAL, () -> {
            try {
                look();
            } finally {
                start();
            }
        });
    }

    /** How late this comes shows how long what is due waits for the processor. */
    private void look() {
        Duration lateness = Duration.ofNanos(Math.max(0, control.nanoTime() - dueNanos));
        whole = !whole;
        viewers.sessions().forEach(viewer -> viewer.look(lateness, whole));
    }
}
