package io.github.natcast.examples.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends all logs to standard error, in one format; {@code simplelogger.properties} has the levels. */
final class Logging {
    private Logging() {}

    /** Takes over java.util.logging, to which ice4j and jitsi-srtp write. */
    static void install() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Shows natcast's debug messages; affects only loggers that nobody has used yet. */
    static void verbose() {
        System.setProperty("org.slf4j.simpleLogger.log.io.github.natcast", "debug");
    }
}
