package io.github.natcast.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class LogHandlerTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream target = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final LogHandler handler = new LogHandler(() -> target, ZoneOffset.UTC);

    @AfterEach
    void forget() {
        MDC.clear();
    }

    private String log(Level level, String logger, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName(logger);
        handler.publish(record);
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theViewerComesFromTheContextOfWhoeverLogs() {
        handler.format(LogFormat.JSON);
        MDC.put("natcast.viewer", "9f56");
        MDC.put("natcast.client", "203.0.113.*");

        assertThat(log(Level.WARNING, "a.B", "中 {0}"))
                .contains(
                        "\"level\":\"WARN\"",
                        "\"message\":\"中 {0}\"",
                        "\"viewer\":\"9f56\"",
                        "\"client\":\"203.0.113.*\"")
                .doesNotContain("session");
    }

    @Test
    void stagesAreToldWhoeverWaitsForThemAndLoggedForWhomWantsAll() {
        List<String> stages = new ArrayList<>();
        handler.stages(stages::add);
        assertThat(log(Level.FINE, LogHandler.STAGES, "encoders are tried")).isEmpty();
        assertThat(stages).containsExactly("encoders are tried");

        handler.verbose();
        assertThat(log(Level.FINE, LogHandler.STAGES, "whole viewers are rehearsed"))
                .contains("DEBUG Start - whole viewers are rehearsed");
    }

    @Test
    void levelsHaveTheNamesOfSlf4j() {
        assertThat(List.of(
                        Level.SEVERE, Level.WARNING, Level.INFO, Level.CONFIG, Level.FINE, Level.FINER, Level.FINEST))
                .extracting(LogLine::level)
                .containsExactly("ERROR", "WARN", "INFO", "DEBUG", "DEBUG", "TRACE", "TRACE");
    }
}
