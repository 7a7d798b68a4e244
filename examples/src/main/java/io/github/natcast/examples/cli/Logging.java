package io.github.natcast.examples.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** All logs go to standard error, in one form; {@code simplelogger.properties} has the levels. */
final class Logging {
    private Logging() {}

    /** Takes over java.util.logging, which ice4j and jitsi-srtp write to. */
    static void install() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Shows natcast's debug messages; effective for loggers that were not used before. */
    static void verbose() {
        System.setProperty("org.slf4j.simpleLogger.log.io.github.natcast", "debug");
    }
}
