package io.github.natcast.streamer.internal.transport.ice4j;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jitsi.config.JitsiConfig;

/** The one place that touches ice4j's settings, which are global to the JVM. Loaded by who publishes, and by tests. */
public final class Ice4jSettings {
    /**
     * At INFO ice4j writes each session's password; at WARNING, with a stack trace, every check that a session which
     * just ended would have sent. {@link Ice4jSession} reports what matters. Held here, because java.util.logging
     * forgets the level of a logger that nobody holds.
     */
    private static final Map<Logger, Level> LEVELS = Map.of(
            Logger.getLogger("org.ice4j"), Level.SEVERE,
            Logger.getLogger("org.jitsi"), Level.SEVERE,
            Logger.getLogger("JitsiConfig"), Level.SEVERE);

    private static final Map<String, String> PROPERTIES = Map.of(
            // Otherwise the first agent asks the metadata service of a cloud, for more than half a second.
            "ice4j.harvest.mapping.aws.enabled",
            "false",
            // A terminated agent refuses new pairs, and a viewer whose address changes needs one at any time.
            "ice4j.ice.termination-delay",
            "3650 days",
            // Every second, randomized by a fifth; RFC 7675 §5.1 has five, but an engine that was restarted, or an own
            // address that is another, should be noticed sooner.
            "ice4j.consent-freshness.interval",
            "1 second",
            "ice4j.consent-freshness.randomize-interval",
            "true",
            // One check ends before the next begins: 500 ms, 8 times.
            "ice4j.consent-freshness.original-wait-interval",
            "500 milliseconds",
            "ice4j.consent-freshness.max-wait-interval",
            "500 milliseconds",
            "ice4j.consent-freshness.max-retransmissions",
            "8",
            "ice4j.software",
            "natcast",
            "ice4j.redact-remote-addresses",
            "true");

    /** A check or a request to a server is repeated after 100, 200, 400 ms and so on, for 2.5 s in all. */
    private static final Map<String, String> REPETITION =
            Map.of("org.ice4j.MAX_RETRANSMISSIONS", "6", "org.ice4j.MAX_CTRAN_RETRANS_TIMER", "400");

    static {
        LEVELS.forEach((logger, level) -> {
            if (logger.getLevel() == null) {
                logger.setLevel(level);
            }
        });
        PROPERTIES.forEach(System::setProperty);
        REPETITION.forEach(System::setProperty);
        JitsiConfig.Companion.reloadNewConfig();
    }

    private Ice4jSettings() {}

    /** Runs the static initializer, once; must come before any other use of ice4j. */
    public static void apply() {}
}
