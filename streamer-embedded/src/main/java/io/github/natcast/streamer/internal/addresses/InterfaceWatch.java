package io.github.natcast.streamer.internal.addresses;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.time.Duration;

/** Looks at this host's interfaces every two seconds. Confined to the control loop. */
public final class InterfaceWatch {
    /** Java has no event for it. Reading the interfaces takes a millisecond or so. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private final ControlLoop control;
    private final Runnable look;

    /** @param look does not block */
    public InterfaceWatch(ControlLoop control, Runnable look) {
        this.control = control;
        this.look = look;
    }

    /** Begins; it ends with the control loop. */
    public void start() {
        control.schedule(INTERVAL, () -> {
            try {
                look.run();
            } finally {
                start();
            }
        });
    }
}
