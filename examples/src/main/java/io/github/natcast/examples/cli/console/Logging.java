package io.github.natcast.examples.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends all logs to standard error, in one format; {@code simplelogger.properties} has the levels. */
public final class Logging {
    /** A burst of some thousand lines. */
    private static final int ROOM = 1 << 20;

    private static volatile @Nullable DroppingStream dropping;

    private Logging() {}

    /** Takes over java.util.logging, to which ice4j and jitsi-srtp write. */
    public static void install() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** From now on nobody who logs waits for whoever reads standard error. */
    public static void neverBlock() {
        DroppingStream stream = new DroppingStream(new FileOutputStream(FileDescriptor.err), ROOM);
        System.setErr(new PrintStream(stream, true, Charset.defaultCharset()));
        dropping = stream;
    }

    /** Waits until what was logged is written, for a second at most. */
    public static void drain() {
        DroppingStream stream = dropping;
        if (stream != null) {
            stream.drain(Duration.ofSeconds(1));
        }
    }

    /** Shows natcast's debug messages; affects only loggers that nobody has used yet. */
    public static void verbose() {
        System.setProperty("org.slf4j.simpleLogger.log.io.github.natcast", "debug");
    }

    /** Shows natcast's errors alone; affects only loggers that nobody has used yet. */
    public static void quiet() {
        System.setProperty("org.slf4j.simpleLogger.log.io.github.natcast", "error");
    }
}
