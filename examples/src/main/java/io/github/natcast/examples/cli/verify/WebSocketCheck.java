package io.github.natcast.examples.cli.verify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Whether a WebSocket opens at the public URL and answers a ping, through all that stands in between. */
final class WebSocketCheck implements Check {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public CheckName name() {
        return CheckName.WEBSOCKET;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        Optional<String> page = trial.deployment().publicUrl();
        if (page.isEmpty()) {
            return List.of();
        }
        String url = page.get().replaceFirst("^http", "ws") + "ws/verify";
        Optional<TestedServer> server = trial.server();
        return List.of(
                server.isEmpty()
                        ? Result.unknown(name(), url, "no-server", trial.absence())
                        : ping(trial, server.get(), url));
    }

    private Result ping(Trial trial, TestedServer server, String url) throws InterruptedException {
        PingListener listener = new PingListener(Nonces.next(RANDOM));
        long wait = trial.patience().toMillis();
        try {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .connectTimeout(trial.patience())
                    .buildAsync(URI.create(url + query(server)), listener)
                    .get(wait, TimeUnit.MILLISECONDS);
            return switch (listener.outcome().get(wait, TimeUnit.MILLISECONDS)) {
                case PONG -> Result.holds(name(), url, "pong");
                case CLOSED -> Result.holds(name(), url, "closed", listener.closeCode());
            };
        } catch (TimeoutException e) {
            return failure(trial, server, url, Phrase.of("reach.silent"));
        } catch (ExecutionException | CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof SSLException) {
                return Result.unknown(name(), url, "untrusted", String.valueOf(cause.getMessage()));
            }
            return failure(trial, server, url, reason(cause));
        } finally {
            listener.abort();
        }
    }

    /** Browsers cannot send a header with a WebSocket. */
    private static String query(TestedServer server) {
        return server.token()
                .map(token -> "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static Phrase reason(Throwable cause) {
        if (cause instanceof ConnectException) { // it has no message
            return Phrase.of("reach.refused");
        }
        return cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null
                ? Phrase.literal("HTTP " + refused.getResponse().statusCode())
                : Phrase.literal(String.valueOf(cause.getMessage()));
    }

    /** Only where plain HTTP comes to this server is it the WebSocket that fails. */
    private Result failure(Trial trial, TestedServer server, String url, Phrase reason) {
        return comesHere(trial, server, url)
                ? Result.fails(name(), url, "no-upgrade", reason)
                : Result.unknown(name(), url, "not-reached", reason);
    }

    private static boolean comesHere(Trial trial, TestedServer server, String url) {
        try {
            URI uri = URI.create(url);
            boolean tls = uri.getScheme().equals("wss");
            int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
            String host = uri.getHost().replaceAll("[\\[\\]]", "");
            String nonce = Nonces.next(RANDOM);
            Optional<String> proof = server.proof(nonce);
            HttpCall call = new HttpCall(tls, Hosts.resolve(host, port), uri.getAuthority());
            return proof.isPresent() && proof.equals(TestedServer.proof(call, nonce, trial.patience()));
        } catch (IOException e) {
            return false;
        }
    }
}
