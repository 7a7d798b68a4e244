package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.connection.FakeControlLoop;
import io.github.natcast.streamer.internal.negotiation.AnswerRejectedException;
import io.github.natcast.topology.IceServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server's answers to a player mean. */
final class PlayedEndpointTest {
    private static final URI URL = URI.create("https://origin.example.org/whep/live");

    private final FakeControlLoop control = new FakeControlLoop();
    private final List<String> heard = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private int status;
    private Map<String, List<String>> headers = Map.of();

    private PlayedEndpoint start(int answered) {
        status = answered;
        PlayedEndpoint endpoint = new PlayedEndpoint(
                URL,
                this::exchange,
                () -> CompletableFuture.completedStage(Optional.of("secret")),
                listener -> new Session(),
                control,
                new Random(1),
                new PlayedEndpoint.Listener() {
                    @Override
                    public void onAttempt(PublicationSession session) {
                        heard.add("attempt");
                    }

                    @Override
                    public void onConnected() {
                        heard.add("connected");
                    }

                    @Override
                    public void onLost(String reason, Duration wait) {
                        heard.add("lost: " + reason + " " + wait.toSeconds() + " s");
                    }

                    @Override
                    public void onRefused(String reason) {
                        heard.add("refused: " + reason);
                    }
                });
        endpoint.start();
        control.advance(Duration.ofMillis(1));
        return endpoint;
    }

    private CompletionStage<WhipResponse> exchange(WhipRequest request) {
        asked.add(request.method() + " " + request.headers().get("Authorization"));
        int answered = request.method().equals("POST") ? status : 204;
        return CompletableFuture.completedStage(new WhipResponse(request.target(), answered, headers, "secret"));
    }

    /** Gathers nothing, and offers something. */
    private static final class Session implements PublicationSession {
        @Override
        public CompletionStage<String> offer(List<IceServer> servers) {
            return CompletableFuture.completedStage("v=0\r\n");
        }

        @Override
        public void answer(String sdp) throws AnswerRejectedException {
            throw new AnswerRejectedException("no answer is expected");
        }

        @Override
        public CompletionStage<String> restart(List<IceServer> servers) {
            return CompletableFuture.failedStage(new IllegalStateException("no restart is expected"));
        }

        @Override
        public void restarted(String fragment) {}

        @Override
        public PublicationTraffic traffic() {
            return PublicationTraffic.none();
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whatDoesNotHealEndsIt(int answered) {
        start(answered);
        control.advance(Duration.ofMinutes(5));

        assertThat(heard)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("refused: https://origin.example.org answers " + answered);
        assertThat(asked).containsExactly("OPTIONS Bearer secret", "POST Bearer secret");
    }

    /** 409 is of draft-ietf-wish-whep; MediaMTX answers 404, with the path in words. */
    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void nobodyPublishesYetIsWaitedFor(int answered) {
        start(answered);
        assertThat(heard)
                .last()
                .asString()
                .contains("Nobody publishes there yet")
                .doesNotContain("secret");

        control.advance(Duration.ofMinutes(2));
        long before = attempts();
        assertThat(before).isGreaterThan(20);
        control.advance(Duration.ofSeconds(5));
        assertThat(attempts()).isGreaterThan(before);
        assertThat(heard).noneMatch(event -> event.startsWith("refused"));
    }

    private long attempts() {
        return heard.stream().filter("attempt"::equals).count();
    }

    @Test
    void aServerThatNamesATimeIsAskedThen() {
        headers = Map.of("Retry-After", List.of("20"));
        start(503);
        assertThat(heard).last().asString().endsWith("20 s");

        control.advance(Duration.ofSeconds(19));
        assertThat(attempts()).isEqualTo(1);
        control.advance(Duration.ofSeconds(2));
        assertThat(attempts()).isEqualTo(2);
    }
}
