package io.github.natcast.examples.cli;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code natcast}, which logs more than a pipe holds as soon as it may not be held up any more. */
final class TalkativeNatcast {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.Talkative");

    private TalkativeNatcast() {}

    public static void main(String[] arguments) {
        Thread talking = new Thread(() -> {
            while (true) {
                LOGGER.warn("{}", "long lines ".repeat(500));
                LockSupport.parkNanos(10_000_000);
            }
        });
        talking.setDaemon(true);
        talking.start();
        Natcast.main(arguments);
    }
}
