package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FollowedExchangeTest {
    private static final URI ENDPOINT = URI.create("https://a.example.org/whip?key=1");
    private static final String AUTHORIZATION = "Authorization";

    private final List<WhipRequest> sent = new ArrayList<>();
    private final Map<String, String> redirects = new HashMap<>();
    private int status = 307;

    private CompletionStage<WhipResponse> exchange(WhipRequest request) {
        sent.add(request);
        String to = redirects.get(request.target().toString());
        return CompletableFuture.completedStage(
                to == null
                        ? new WhipResponse(request.target(), 201, Map.of(), "v=0")
                        : new WhipResponse(request.target(), status, Map.of("location", List.of(to)), ""));
    }

    private CompletableFuture<WhipResponse> post() {
        FollowedExchange followed = new FollowedExchange(
                this::exchange, Origin.of(ENDPOINT), () -> CompletableFuture.completedStage(Optional.of("secret")));
        return followed.send(WhipRequest.of("POST", ENDPOINT).with("application/sdp", "application/sdp", "offer"))
                .toCompletableFuture();
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void keepsMethodBodyAndToken(int value) {
        status = value;
        redirects.put(ENDPOINT.toString(), "/b?key=2");
        assertThat(post().join().status()).isEqualTo(201);
        WhipRequest last = sent.get(1);
        assertThat(last.target()).hasToString("https://a.example.org/b?key=2");
        assertThat(last.method()).isEqualTo("POST");
        assertThat(last.body()).contains("offer");
        assertThat(last.headers())
                .containsEntry(AUTHORIZATION, "Bearer secret")
                .containsEntry("Content-Type", "application/sdp");
    }

    /** They would make a GET of it. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 300})
    void doesNotFollowOthers(int value) {
        status = value;
        redirects.put(ENDPOINT.toString(), "/b");
        assertThat(post().join().status()).isEqualTo(value);
        assertThat(sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://b.example.org/whip",
                "https://a.example.org:8443/whip",
                "https://a.example.org.evil.example/whip",
                "https://a.example.org@b.example.org/whip",
            })
    void theTokenStaysAtItsOrigin(String elsewhere) {
        redirects.put(ENDPOINT.toString(), elsewhere);
        post().join();
        assertThat(sent.get(0).headers()).containsKey(AUTHORIZATION);
        assertThat(sent.get(1).headers()).doesNotContainKey(AUTHORIZATION);
    }

    @Test
    void theTokenReturnsWithTheOrigin() {
        redirects.put(ENDPOINT.toString(), "https://b.example.org/");
        redirects.put("https://b.example.org/", "https://A.example.org:443/c");
        post().join();
        assertThat(sent.get(2).headers()).containsKey(AUTHORIZATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://b.example.org/whip", "ftp://a.example.org/", "mailto:a", "https://", "::", "//"})
    void doesNotLeaveTls(String target) {
        redirects.put(ENDPOINT.toString(), target);
        assertThat(post()).isCompletedExceptionally();
        assertThat(sent).hasSize(1);
    }

    @Test
    void doesNotFollowForEver() {
        redirects.put(ENDPOINT.toString(), "/whip?key=1");
        CompletableFuture<WhipResponse> response = post();
        assertThat(response).isCompletedExceptionally();
        assertThat(sent).hasSize(6);
        assertThat(response.handle((any, failure) -> failure).join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("more than 5 times");
    }

    @Test
    void aTokenThatCannotBeReadIsAFailureAndNothingIsSent() {
        FollowedExchange followed = new FollowedExchange(
                this::exchange,
                Origin.of(ENDPOINT),
                () -> CompletableFuture.failedStage(new IllegalStateException("/run/token is not there")));
        assertThat(followed.send(WhipRequest.of("POST", ENDPOINT)).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(sent).isEmpty();
    }

    /** A server behind a proxy that ends TLS. */
    @ParameterizedTest
    @CsvSource({
        "https://a.example.org/whip, http://a.example.org/s/1?x=2, https://a.example.org/s/1?x=2",
        "https://a.example.org:8443/whip, http://a.example.org, https://a.example.org:8443/",
        "https://a.example.org/live/whip, whip/1, https://a.example.org/live/whip/1",
        "https://a.example.org/live/whip, ../s, https://a.example.org/s",
        "http://a.example.org/whip?k=v, ?session=1, http://a.example.org/?session=1",
        "http://a.example.org/whip, https://b.example.org/s, https://b.example.org/s",
        "http://a.example.org/whip, http://[2001:db8::1]:8889/s, http://[2001:db8::1]:8889/s",
    })
    void resolvesWhatServersName(URI said, String reference, URI meant) {
        assertThat(Origin.resolve(said, reference)).contains(meant);
    }
}
