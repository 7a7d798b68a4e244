package io.github.natcast.streamer.internal.publish;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests by the JDK's client. HTTP/1.1: the attempt to change to HTTP/2 without TLS confuses small servers.
 * Thread-safe.
 */
final class JdkHttpExchange implements HttpExchange {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    /** From the answer's head to the end of its body, which the timeout of the JDK's request leaves out. */
    private static final Duration BODY = Duration.ofSeconds(1);

    /**
     * A connection that rested longer may lead nowhere, because this host or a NAT has another address since: a request
     * on it would wait for its whole time. The JDK keeps connections for minutes, and no setting of a client shortens
     * it.
     */
    private static final Duration RESTED = Duration.ofSeconds(3);

    private final Executor executor;
    private final Duration answer;
    private @Nullable HttpClient client;
    private long usedNanos;

    /** @param executor runs what follows an answer */
    JdkHttpExchange(Executor executor) {
        this(executor, ANSWER);
    }

    /** @param answer how long the head of an answer is waited for */
    JdkHttpExchange(Executor executor, Duration answer) {
        this.executor = executor;
        this.answer = answer;
    }

    /** Not made before the first request: a client loads the trusted certificates, and has a thread. */
    private synchronized HttpClient client() {
        long now = System.nanoTime();
        HttpClient known = client;
        if (known == null || now - usedNanos > RESTED.toNanos()) {
            known = HttpClient.newBuilder()
                    .executor(executor)
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
            client = known;
        }
        usedNanos = now;
        return known;
    }

    @Override
    public CompletionStage<WhipResponse> send(WhipRequest request) {
        HttpRequest.Builder sent = HttpRequest.newBuilder(request.target())
                .timeout(answer)
                .method(
                        request.method(),
                        request.body()
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        request.headers().forEach(sent::header);
        CompletableFuture<HttpResponse<String>> exchange =
                client().sendAsync(sent.build(), response -> new BoundedText());
        return exchange.copy()
                .orTimeout(answer.plus(BODY).toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure instanceof TimeoutException) {
                        // Hangs up, and so ends what the JDK still waits for.
                        exchange.cancel(true);
                        throw new CompletionException(new HttpTimeoutException("the answer does not end"));
                    }
                    if (failure != null) {
                        throw failure instanceof CompletionException known ? known : new CompletionException(failure);
                    }
                    return response(response);
                });
    }

    private static WhipResponse response(HttpResponse<String> response) {
        return new WhipResponse(
                response.uri(), response.statusCode(), response.headers().map(), response.body());
    }
}
