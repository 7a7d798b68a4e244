package io.github.natcast.streamer.internal.publish;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Sends requests with the token, and follows redirects with method and body (RFC 9110 §15.4.8, §15.4.9; RFC 9725 §4.5).
 * Other redirects would make a GET of the offer: they are answers like others. The token goes only to the origin that
 * it was given for. Immutable.
 */
final class FollowedExchange {
    private static final int MOST_REDIRECTS = 5;

    private final HttpExchange http;
    private final Origin trusted;
    private final Supplier<CompletionStage<Optional<String>>> token;

    /**
     * @param trusted gets the token
     * @param token asked before each request
     */
    FollowedExchange(HttpExchange http, Origin trusted, Supplier<CompletionStage<Optional<String>>> token) {
        this.http = http;
        this.trusted = trusted;
        this.token = token;
    }

    CompletionStage<WhipResponse> send(WhipRequest request) {
        return send(request, MOST_REDIRECTS);
    }

    private CompletionStage<WhipResponse> send(WhipRequest request, int redirects) {
        return authorized(request).thenCompose(http::send).thenCompose(response -> {
            if (response.status() != 307 && response.status() != 308) {
                return CompletableFuture.completedStage(response);
            }
            Optional<URI> target = response.header("Location").flatMap(to -> Origin.resolve(response.source(), to));
            if (target.isEmpty()) {
                return CompletableFuture.failedStage(new IOException(
                        "the redirect of " + PlainUri.of(response.source()) + " names no HTTP URL, or leaves TLS"));
            }
            if (redirects == 0) {
                return CompletableFuture.failedStage(
                        new IOException("redirected more than " + MOST_REDIRECTS + " times"));
            }
            return send(request.at(target.get()), redirects - 1);
        });
    }

    private CompletionStage<WhipRequest> authorized(WhipRequest request) {
        if (!Origin.of(request.target()).equals(trusted)) {
            return CompletableFuture.completedStage(request);
        }
        return token.get()
                .thenApply(given -> given.map(secret -> request.with("Authorization", "Bearer " + secret))
                        .orElse(request));
    }
}
