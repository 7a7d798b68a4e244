package io.github.natcast.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogFormatTest {
    private static final Instant TIME = Instant.parse("2026-11-27T17:49:21.1239Z");
    private static final ZoneId ZONE = ZoneOffset.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LogLine line(String message, Map<String, String> viewer) {
        return new LogLine(TIME, "INFO", "io.github.natcast.streamer.Streamer", message, viewer, null);
    }

    private static Map<String, String> viewer() {
        Map<String, String> viewer = new LinkedHashMap<>();
        viewer.put("viewer", "9f56");
        viewer.put("session", "room 7");
        viewer.put("channel", "live");
        viewer.put("client", "203.0.113.*");
        return viewer;
    }

    @Test
    void aLineForPeopleHasTheTimeWithItsZone() {
        assertThat(LogFormat.TEXT.of(line("media are sent", Map.of()), ZONE))
                .isEqualTo("2026-11-27T18:49:21.123+01:00 INFO  Streamer - media are sent\n");
        assertThat(LogFormat.TEXT.of(
                        new LogLine(TIME, "ERROR", "x", "gone", Map.of(), new IllegalStateException("why")), ZONE))
                .startsWith(
                        "2026-11-27T18:49:21.123+01:00 ERROR x - gone\n\tjava.lang.IllegalStateException: why\n\tat ")
                .endsWith("\n");
    }

    @Test
    void aViewerIsNamedOnce() {
        assertThat(LogFormat.TEXT.of(line("viewer 9f56 (session room 7) connected", viewer()), ZONE))
                .endsWith(" - viewer 9f56 (session room 7) connected\n");
        assertThat(LogFormat.TEXT.of(line("a handshake failed", viewer()), ZONE))
                .endsWith(" - a handshake failed [viewer 9f56, session room 7, channel live, client 203.0.113.*]\n");
    }

    @Test
    void aLineForMachinesHasEverythingApart() throws Exception {
        String text = LogFormat.JSON.of(
                new LogLine(TIME, "WARN", "a.b.C", "no check \"came\"\n", viewer(), new IllegalStateException("why")),
                ZONE);
        JsonNode json = JSON.readTree(text);

        assertThat(text.lines()).hasSize(1);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "time", "level", "logger", "message", "viewer", "session", "channel", "client", "thrown");
        assertThat(json.get("time").asText()).isEqualTo("2026-11-27T18:49:21.123+01:00");
        assertThat(json.get("message").asText()).isEqualTo("no check \"came\"\n");
        assertThat(json.get("thrown").asText()).startsWith("java.lang.IllegalStateException: why\n\tat ");
    }

    @Test
    void linesThatWereDroppedAreToldInTheSameFormat() throws Exception {
        assertThat(LogFormat.TEXT.dropped(7, TIME, ZONE))
                .isEqualTo("2026-11-27T18:49:21.123+01:00 WARN  Log - 7 lines of the log were dropped, since nobody"
                        + " read them\n");
        assertThat(JSON.readTree(LogFormat.JSON.dropped(7, TIME, ZONE))
                        .get("level")
                        .asText())
                .isEqualTo("WARN");
    }

    /** Session names and reasons of pages are strangers' text. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noTextForgesALineOrSteersATerminal(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> parts =
                List.of("\n", "\r", "\u001b[2J", "\u0000", "\u0085", "\u2028", "\"", "\\", "é", "中", "x", "\t");
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(12); part >= 0; part--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            LogLine line = new LogLine(
                    TIME,
                    "WARN",
                    "natcast.Log",
                    text.toString(),
                    Map.of("viewer", "9f56", "session", text.toString()),
                    new IllegalStateException(text.toString()));
            String people = LogFormat.TEXT.of(line, ZONE);
            assertThat(people.split("\n", -1))
                    .filteredOn(each -> !each.startsWith("\t"))
                    .hasSize(2);
            assertThat(people.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
            String machines = LogFormat.JSON.of(line, ZONE);
            assertThat(machines.chars()).filteredOn(c -> c == '\n' || c == '\r').hasSize(1);
            assertThat(JSON.readTree(machines).get("message").asText()).isEqualTo(text.toString());
        }
    }
}
