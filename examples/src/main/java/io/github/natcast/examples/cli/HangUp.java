package io.github.natcast.examples.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * The signal by which programs are told to read their configuration again, as {@code systemctl reload} does. Java has
 * no supported way to it: the module jdk.unsupported keeps this one until there is. Stateless.
 */
@SuppressWarnings("sunapi")
final class HangUp {
    private static final Logger LOGGER = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /** Runs the action at each signal, on a thread of its own. Without it, the signal ends the process. */
    static void handle(Runnable action) {
        try {
            Signal.handle(new Signal("HUP"), signal -> action.run());
        } catch (IllegalArgumentException e) {
            // Windows has none; java -Xrs leaves it to others.
            LOGGER.info("the configuration is not read again on SIGHUP: {}", e.getMessage());
        }
    }
}
