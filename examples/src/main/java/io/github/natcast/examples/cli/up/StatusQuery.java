package io.github.natcast.examples.cli.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.examples.cli.console.UserException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * What a running server says of itself. Immutable.
 *
 * @param health the body of {@code /healthz}; the status alone for whoever is not the operator
 * @param ready whether an offer would be answered now
 */
record StatusQuery(JsonNode health, boolean ready) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Asks.
     *
     * @param token of the operator
     * @param timeout of each of two requests
     * @throws IOException when no natcast answers there
     */
    static StatusQuery ask(ServerAddress server, Optional<String> token, Duration timeout)
            throws IOException, InterruptedException, UserException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout);
        if (server.certificate().isPresent()) {
            builder.sslContext(PinnedCertificate.context(server.certificate().get()));
        }
        HttpClient client = builder.build();
        HttpResponse<String> health = get(client, server, "healthz", token, timeout);
        HttpResponse<String> ready = get(client, server, "readyz", Optional.empty(), timeout);
        return new StatusQuery(json(health), ready.statusCode() == 200);
    }

    boolean isWell() {
        return health.path("status").asText().equals("ok");
    }

    /** Whether the server took the one who asks for the operator. */
    boolean hasDetails() {
        return health.has("viewers");
    }

    private static HttpResponse<String> get(
            HttpClient client, ServerAddress server, String path, Optional<String> token, Duration timeout)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri().resolve(path)).timeout(timeout);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        try {
            JsonNode json = JSON.readTree(response.body());
            if (json.path("status").isTextual()) {
                return json;
            }
        } catch (JsonProcessingException other) {
            // Another program's page.
        }
        throw new IOException("what answers there, with status " + response.statusCode() + ", is no natcast");
    }
}
