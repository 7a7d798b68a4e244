package io.github.natcast.streamer.internal.access;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks servers, and waits for the ends of their answers. The timeout of the JDK's own request is over with the head of
 * an answer; a body that stalls, or comes byte by byte, would hold the caller's thread for ever. Thread-safe.
 */
final class WholeAnswers {
    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout for all of it, from the connection to the body's last byte */
    WholeAnswers(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * Blocks for the timeout at most. An exchange that is given up holds no connection.
     *
     * @throws IOException when the answer has not come whole in time, or {@code body} fails
     */
    <T> HttpResponse<T> ask(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
