package io.github.natcast.examples.cli.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What one line of the log says. Immutable.
 *
 * @param time when
 * @param level ERROR, WARN, INFO, DEBUG or TRACE
 * @param logger the whole name
 * @param message one line or several, as it was logged
 * @param viewer what is known of the viewer it is about: {@code viewer}, {@code session}, {@code channel} and
 *     {@code client}; empty when it is about none
 * @param thrown with its stack
 */
record LogLine(
        Instant time,
        String level,
        String logger,
        String message,
        Map<String, String> viewer,
        @Nullable Throwable thrown) {
    /** The keys in SLF4J's mapped diagnostic context begin with this. */
    private static final String KEYS = "natcast.";

    private static final String[] ABOUT_VIEWERS = {"viewer", "session", "channel", "client"};
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    private static final SimpleFormatter MESSAGES = new SimpleFormatter();

    /** On the thread that logs, whose context tells the viewer. */
    static LogLine of(LogRecord logged) {
        Map<String, String> viewer = new LinkedHashMap<>();
        for (String key : ABOUT_VIEWERS) {
            String value = MDC.get(KEYS + key);
            if (value != null) {
                viewer.put(key, value);
            }
        }
        return new LogLine(
                logged.getInstant(),
                level(logged.getLevel()),
                String.valueOf(logged.getLoggerName()),
                MESSAGES.formatMessage(logged),
                viewer,
                logged.getThrown());
    }

    /** SLF4J's names, which people know. */
    static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN";
        }
        if (value >= Level.INFO.intValue()) {
            return "INFO";
        }
        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    /** ISO 8601, with milliseconds and the zone's offset. */
    String isoTime(ZoneId zone) {
        return ISO.format(ZonedDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), zone));
    }

    /** The last part of the logger's name. */
    String shortLogger() {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    /** The stack of what was thrown; empty when nothing was. */
    String stack() {
        Throwable known = thrown;
        if (known == null) {
            return "";
        }
        StringWriter stack = new StringWriter();
        known.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }
}
