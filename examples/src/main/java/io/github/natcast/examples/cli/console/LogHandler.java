package io.github.natcast.examples.cli.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Writes log records to standard error as the operator wants them. Thread-safe. */
final class LogHandler extends Handler {
    /** What the streamer's start does: of use while one waits, and not afterwards. */
    static final String STAGES = "io.github.natcast.streamer.Start";

    private final Supplier<PrintStream> target;
    private final ZoneId zone;
    private volatile LogFormat format = LogFormat.TEXT;
    private volatile boolean verbose;
    private volatile Consumer<String> stages = stage -> {};

    /** @param target asked for each line: standard error may become another one */
    LogHandler(Supplier<PrintStream> target, ZoneId zone) {
        this.target = target;
        this.zone = zone;
    }

    void format(LogFormat value) {
        format = value;
    }

    LogFormat format() {
        return format;
    }

    void verbose() {
        verbose = true;
    }

    /** Tells of the stages of the start from now on. */
    void stages(Consumer<String> value) {
        stages = value;
    }

    @Override
    public void publish(LogRecord logged) {
        try {
            if (STAGES.equals(logged.getLoggerName())) {
                stages.accept(LogLine.of(logged).message());
            }
            if (isLoggable(logged)) {
                byte[] line = format.of(LogLine.of(logged), zone).getBytes(StandardCharsets.UTF_8);
                target.get().write(line, 0, line.length);
            }
        } catch (RuntimeException bug) { // no log line is worth a viewer's picture
            reportError(null, bug, ErrorManager.FORMAT_FAILURE);
        }
    }

    /** Stages are logged only where everything of natcast is. */
    @Override
    public boolean isLoggable(LogRecord logged) {
        return super.isLoggable(logged) && (verbose || !STAGES.equals(logged.getLoggerName()));
    }

    @Override
    public void flush() {
        target.get().flush();
    }

    @Override
    public void close() {
        flush();
    }
}
