package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.examples.cli.console.Wrapping;
import io.github.natcast.examples.cli.up.ChildState.Phase;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class StatusReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String DETAILS = """
            {"status": "ok", "viewers": 3, "viewersConnected": 2, "source": "film.mp4", "uptimeSeconds": 7500,
             "encodings": [{"codec": "H264", "encoder": "libopenh264", "viewers": 2},
                           {"codec": "VP8", "viewers": 0},
                           {"channel": "room", "codec": "H264", "failure": "no memory"}],
             "publications": [{"target": "https://a", "state": "CONNECTED"},
                              {"channel": "room", "target": "https://b", "state": "FAILED", "reason": "https://b answers 401"},
                              {"target": "https://c", "state": "CONNECTING", "reason": "nobody listens at https://c"},
                              {"target": "https://d", "state": "CONNECTING"}],
             "channels": [{"name": "room", "source": "test pattern"}]}
            """;

    private static final ChildState SERVE = child("serve", Phase.RUNNING, 1, OptionalLong.of(7), OptionalInt.empty());
    private static final ChildState WAITING = child("frpc", Phase.WAITING, 4, OptionalLong.empty(), OptionalInt.of(1));
    private static final ChildState MISSING = ChildState.missing("coturn", Instant.EPOCH);

    @Test
    void theTableTellsTheServerAndItsPrograms() throws Exception {
        assertThat(report(DETAILS, true, SERVE, MISSING, WAITING).table(Messages.of(Locale.ENGLISH)))
                .containsExactly(
                        "address  http://127.0.0.1:9000/",
                        "ready    yes",
                        "uptime   2 h 5 min",
                        "viewers  3 (2 connected)",
                        "source   film.mp4",
                        "source   room: test pattern",
                        "publish  https://a has the stream",
                        "publish  room: https://b is not published to any more: https://b answers 401",
                        "publish  https://c does not have the stream for now: nobody listens at https://c",
                        "publish  https://d: about to connect",
                        "encoder  H264 by libopenh264, 2 watching",
                        "encoder  VP8: nobody needs it",
                        "encoder  H264 (room) fails: no memory",
                        "serve    runs for 1 h 0 min, pid 7",
                        "coturn   is not installed",
                        "frpc     ended with status 1, starts again soon; started 4 times");
    }

    @Test
    void chineseLabelsAreAsWideAsTheyLook() throws Exception {
        List<String> table = report(DETAILS, true, SERVE).table(Messages.of(Locale.CHINESE));
        assertThat(table).contains("就绪    是").contains("serve   已运行 1 小时 0 分，pid 7");
        assertThat(table.stream().map(line -> Wrapping.columns(line.substring(0, line.lastIndexOf("  ") + 2))))
                .containsOnly(8);
    }

    @Test
    void whoIsNotTheOperatorLearnsHowToBeIt() throws Exception {
        assertThat(report("{\"status\":\"ok\"}", true).table(Messages.of(Locale.ENGLISH)))
                .containsExactly(
                        "address  http://127.0.0.1:9000/",
                        "ready    yes",
                        "viewers  for the operator: give --admin-token-file, or ask at the address of --admin");
    }

    @Test
    void aReasonIsToldWhereThereIsOne() throws Exception {
        String failing = "{\"status\":\"failing\",\"failure\":\"nothing was sent\",\"viewers\":1}";
        assertThat(report(failing, false).table(Messages.of(Locale.ENGLISH))).contains("ready    no: nothing was sent");
        assertThat(report("{\"status\":\"ok\"}", false).table(Messages.of(Locale.ENGLISH)))
                .contains("ready    no: all places are taken, or it is ending");
    }

    @Test
    void aFullHouseIsWellAndAFailureOrADeadProgramIsNot() throws Exception {
        assertThat(report(DETAILS, false, SERVE, MISSING).isWell()).isTrue();
        assertThat(report("{\"status\":\"failing\"}", false).isWell()).isFalse();
        assertThat(report(DETAILS, true, SERVE, WAITING).isWell()).isFalse();
    }

    @Test
    void jsonHasAll() throws Exception {
        var json = JSON.readTree(report(DETAILS, true, SERVE, WAITING).json());
        assertThat(json.path("well").asBoolean(true)).isFalse();
        assertThat(json.path("ready").asBoolean()).isTrue();
        assertThat(json.at("/health/encodings/0/encoder").asText()).isEqualTo("libopenh264");
        assertThat(json.at("/children/0/pid").asLong()).isEqualTo(7);
        assertThat(json.at("/children/1/phase").asText()).isEqualTo("waiting");
        assertThat(json.at("/children/1/lastExit").asInt()).isEqualTo(1);
    }

    private static ChildState child(String name, Phase phase, int starts, OptionalLong pid, OptionalInt exit) {
        return new ChildState(name, phase, NOW.minusSeconds(3600), starts, pid, exit);
    }

    private static StatusReport report(String health, boolean ready, ChildState... children) throws Exception {
        return new StatusReport(
                URI.create("http://127.0.0.1:9000/"),
                new StatusQuery(JSON.readTree(health), ready),
                children.length == 0
                        ? Optional.empty()
                        : Optional.of(new UpState(1, Optional.empty(), List.of(children))),
                NOW);
    }
}
