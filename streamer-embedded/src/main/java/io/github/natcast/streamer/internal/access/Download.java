package io.github.natcast.streamer.internal.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Fetches a small text by HTTP. Thread-safe; blocks for some seconds at most, whatever the server does. */
final class Download implements Callable<String> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAXIMUM_BYTES = 1 << 20;

    private final URI uri;
    private final WholeAnswers server;

    Download(URI uri) {
        this(uri, TIMEOUT);
    }

    Download(URI uri, Duration timeout) {
        this.uri = uri;
        this.server = new WholeAnswers(timeout);
    }

    @Override
    public String call() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = server.ask(
                HttpRequest.newBuilder(uri).build(),
                head -> head.statusCode() == 200
                        ? new LimitedBody(MAXIMUM_BYTES)
                        : HttpResponse.BodySubscribers.replacing(new byte[0]));
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
