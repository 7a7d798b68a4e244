package io.github.natcast.examples.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends all logs to standard error, in one format: those of natcast from INFO on, those of libraries from WARN on.
 * SLF4J's and java.util.logging's end in the same handler. Thread-safe.
 */
public final class Logging {
    /** A burst of some thousand lines. */
    private static final int ROOM = 1 << 20;

    private static final String OURS = "io.github.natcast";
    private static final ZoneId ZONE = ZoneId.systemDefault();
    private static final LogHandler HANDLER = new LogHandler(() -> System.err, ZONE);

    /** Whose level is set: java.util.logging forgets a logger that nobody holds. */
    private static final List<Logger> HELD = new ArrayList<>();

    private static volatile @Nullable DroppingStream dropping;

    private Logging() {}

    /** Takes over java.util.logging, unless somebody has configured it. */
    public static synchronized void install() {
        if (isConfigured()) {
            return;
        }
        LogManager.getLogManager().reset();
        level("", Level.WARNING).addHandler(HANDLER);
        level(OURS, Level.INFO);
        level(LogHandler.STAGES, Level.FINE);
    }

    private static boolean isConfigured() {
        return System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null;
    }

    private static Logger level(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        HELD.add(logger);
        return logger;
    }

    /** From now on nobody who logs waits for whoever reads standard error. */
    public static void neverBlock() {
        DroppingStream stream = new DroppingStream(
                new FileOutputStream(FileDescriptor.err),
                ROOM,
                lines -> HANDLER.format().dropped(lines, Instant.now(), ZONE));
        System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
        dropping = stream;
    }

    /** Waits until what was logged is written, for a second at most. */
    public static void drain() {
        DroppingStream stream = dropping;
        if (stream != null) {
            stream.drain(Duration.ofSeconds(1));
        }
    }

    /** Writes lines so from now on. */
    public static void format(LogFormat format) {
        HANDLER.format(format);
    }

    /** Shows natcast's debug messages. */
    public static synchronized void verbose() {
        if (!isConfigured()) {
            HANDLER.verbose();
            level(OURS, Level.FINE);
        }
    }

    /** Shows warnings and errors alone. */
    public static synchronized void quiet() {
        if (!isConfigured()) {
            level(OURS, Level.WARNING);
        }
    }

    /** Tells what the streamer's start does, on the threads that do it; for as long as it takes. */
    public static void stages(Consumer<String> listener) {
        HANDLER.stages(listener);
    }
}
