package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class WebSocketCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> lines() throws InterruptedException {
        return Trials.lines(Trials.run(new WebSocketCheck(), with.build(), Trials.PATIENT));
    }

    private String url() {
        return "ws://127.0.0.1:" + with.publicHttp + "/ws/verify";
    }

    @Test
    void aPingIsAnswered() throws InterruptedException {
        assertThat(lines()).containsExactly("holds websocket.pong " + url());
    }

    @Test
    void aServerThatWantsATokenHasSpokenWebSocket() throws Exception {
        try (Streamer running =
                TrialServer.builder(with.build()).token("for viewers").build()) {
            running.start();
            List<Result> results = Trials.run(new WebSocketCheck(), with.build(), Trials.PATIENT);
            assertThat(Report.overall(results)).isEqualTo(Verdict.HOLDS);
        }
    }

    @Test
    void whoPassesHttpAndNoWebSocketFails() throws Exception {
        try (FakeNatcast http = new FakeNatcast(with.httpPort, 201, "")) {
            assertThat(http).isNotNull();
            assertThat(lines()).containsExactly("fails websocket.no-upgrade " + url());
        }
    }

    @Test
    void whereNotEvenHttpComesThroughNothingCanBeTold() throws InterruptedException {
        with.publicHttp = LoopbackDeployment.freeTcp();
        assertThat(lines()).containsExactly("unknown websocket.not-reached " + url());
    }
}
