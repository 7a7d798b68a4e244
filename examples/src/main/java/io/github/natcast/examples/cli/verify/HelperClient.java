package io.github.natcast.examples.cli.verify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;

/** Asks a {@link HelperServer}. Thread-safe. */
final class HelperClient implements Helper {
    /** For the way there and back, beside the attempt itself. */
    private static final Duration WAY = Duration.ofSeconds(10);

    private final URI url;
    private final SharedToken token;
    private final Duration patience;
    private final InstantSource clock;
    private final HttpClient client;

    /**
     * @param url where the other natcast listens
     * @param patience of the other one with an attempt
     */
    HelperClient(URI url, SharedToken token, Duration patience, InstantSource clock) {
        this.url = url;
        this.token = token;
        this.patience = patience;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(WAY)
                .build();
    }

    @Override
    public Reached make(Attempt attempt) throws IOException {
        String body = AttemptJson.write(attempt, clock.instant().getEpochSecond());
        String signature = token.sign(HelperServer.REQUEST, body);
        HttpRequest request = HttpRequest.newBuilder(url.resolve(HelperServer.PATH))
                .timeout(patience.plus(WAY))
                .header(SharedToken.HEADER, signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode() + ", " + firstLine(response.body()));
        }
        String given = response.headers().firstValue(SharedToken.HEADER).orElse("");
        if (!token.isSignature(HelperServer.ANSWER, signature + response.body(), given)) {
            throw new IOException("the answer is not signed with the shared token");
        }
        try {
            return AttemptJson.readReached(response.body());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String firstLine(String text) {
        String line = text.strip().split("\\R", 2)[0];
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
