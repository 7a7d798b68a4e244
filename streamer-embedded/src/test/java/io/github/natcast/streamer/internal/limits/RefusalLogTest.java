package io.github.natcast.streamer.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.ViewerRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** On a clock that the test sets. */
final class RefusalLogTest {
    private static final long SECOND = 1_000_000_000;

    private long now;
    private final RefusalLog log = new RefusalLog(() -> now);

    private static ViewerRequest request(String address) {
        return new ViewerRequest(
                ViewerRequest.Protocol.WHEP,
                "room",
                "/whep/room",
                Map.of("token", List.of("a-secret")),
                Map.of("Authorization", List.of("Bearer a-secret")),
                new InetSocketAddress(address, 5000),
                Optional.of("a-secret"),
                Optional.empty(),
                Map.of());
    }

    @Test
    void aFloodIsSomeLinesAndACount() {
        String lines = logged(() -> {
            for (int offer = 0; offer < 1_000; offer++) {
                log.refused("too_many_offers", request("192.0.2.1"));
            }
            log.refused("unauthorized", request("127.0.0.1"));
            now += 10 * SECOND;
            log.refused("too_many_offers", request("192.0.2.2"));
        });

        assertThat(lines.lines()).hasSize(RefusalLog.PER_MINUTE + 2);
        assertThat(lines)
                .contains("INFO", "refused WHEP from 192.0.2.1, session room: too_many_offers\n")
                .contains("refused WHEP from 127.0.0.1, session room: unauthorized\n")
                .contains("refused WHEP from 192.0.2.2, session room: too_many_offers … and 994 more\n")
                .doesNotContain("a-secret");
    }

    @Test
    void whatTheOperatorCanChangeIsAWarningThatNamesIt() {
        assertThat(logged(() -> log.refused("too_many_viewers", request("192.0.2.1"))))
                .contains("WARN", "session room: too_many_viewers: every place is taken; raise max-viewers");
        assertThat(logged(() -> log.refused("no_common_codec", request("192.0.2.1"))))
                .contains("WARN", "let other codecs be sent, too");
    }

    @Test
    void codesOfAProgramTakeNoMemoryWithoutEnd() {
        String lines = logged(() -> {
            for (int code = 0; code < 1_000; code++) {
                log.refused("code_" + code, request("192.0.2.1"));
            }
        });
        assertThat(lines.lines()).hasSize(64 + RefusalLog.PER_MINUTE);
    }

    /** Whenever lines come, each minute has so many at most, and every one is either there or counted. */
    @RepeatedTest(20)
    void everyLineIsThereOrCounted(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        LogAllowance allowance = new LogAllowance(10, () -> now);
        long said = 0;
        long counted = 0;
        long begin = now;
        for (int line = 0; line < 5_000; line++) {
            now += random.nextLong(SECOND / 4);
            var more = allowance.line();
            if (more.isPresent()) {
                said++;
                counted += more.getAsLong();
            }
        }
        assertThat(said).isLessThanOrEqualTo(10 + (now - begin) * 10 / (60 * SECOND) + 1);
        now += 60 * SECOND;
        counted += allowance.line().orElseThrow();
        assertThat(said + counted).isEqualTo(5_000);
    }

    private static String logged(Runnable task) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            task.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
