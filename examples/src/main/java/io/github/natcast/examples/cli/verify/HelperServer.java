package io.github.natcast.examples.cli.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.natcast.sdp.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * {@code natcast verify --listen}: makes attempts for a natcast elsewhere. So that it is no scanner for strangers, it
 * wants each request signed with the shared token, makes few attempts, to allowed addresses alone, and tells only
 * whether the nonce was answered, nothing of what else a port says. Thread-safe.
 */
final class HelperServer implements AutoCloseable {
    static final String PATH = "/attempt";
    /** What is signed. */
    static final String REQUEST = "request";

    static final String ANSWER = "answer";

    private static final int LARGEST_BODY = 4096;
    private static final int THREADS = 4;
    private static final long WINDOW_SECONDS = Duration.ofMinutes(5).toSeconds();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final SharedToken token;
    private final Duration patience;
    private final InstantSource clock;
    private final Predicate<IpAddress> allowed;
    private final AttemptLimit limit;
    private final Consumer<String> log;

    /**
     * Listens from now on.
     *
     * @param patience with each attempt
     * @param allowed to which addresses attempts are made
     * @param log takes a line about each request
     */
    HelperServer(
            InetSocketAddress bind,
            SharedToken token,
            Duration patience,
            InstantSource clock,
            Predicate<IpAddress> allowed,
            Consumer<String> log)
            throws IOException {
        this.token = token;
        this.patience = patience;
        this.clock = clock;
        this.allowed = allowed;
        this.limit = new AttemptLimit(clock);
        this.log = log;
        server = HttpServer.create(bind, 0);
        server.setExecutor(threads);
        server.createContext(PATH, this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            log.accept(exchange.getRemoteAddress().getAddress().getHostAddress() + " " + reply.status() + " "
                    + reply.note());
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            if (!reply.signature().isEmpty()) {
                exchange.getResponseHeaders().set(SharedToken.HEADER, reply.signature());
            }
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(reply.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return Reply.refusal(405, "POST an attempt here, as natcast verify --from does");
        }
        String body;
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                return Reply.refusal(413, "an attempt has " + LARGEST_BODY + " bytes at most");
            }
            body = new String(bytes, StandardCharsets.UTF_8);
        }
        String signature = String.valueOf(exchange.getRequestHeaders().getFirst(SharedToken.HEADER));
        if (!token.isSignature(REQUEST, body, signature)) {
            return Reply.refusal(
                    401,
                    "the request is not signed with this helper's token; give both sides the same"
                            + " --helper-token-file");
        }
        try {
            return attempt(AttemptJson.read(body), signature);
        } catch (IllegalArgumentException e) {
            return Reply.refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply attempt(AttemptJson.Timed request, String signature) {
        if (Math.abs(clock.instant().getEpochSecond() - request.time()) > WINDOW_SECONDS) {
            return Reply.refusal(401, "the request is of another time; set the clocks of both hosts");
        }
        Attempt attempt = request.attempt();
        if (!allowed.test(IpAddress.of(attempt.address().getAddress()))) {
            return Reply.refusal(403, "attempts are made to public addresses alone");
        }
        if (!limit.take()) {
            return Reply.refusal(429, "more than " + AttemptLimit.IN_A_MINUTE + " attempts in a minute");
        }
        Reached reached = attempt.make(patience);
        String body = AttemptJson.write(reached);
        return new Reply(
                200,
                body,
                token.sign(ANSWER, signature + body),
                attempt.address() + " " + reached.kind().word());
    }

    /** @param signature empty when it is a refusal */
    private record Reply(int status, String body, String signature, String note) {
        static Reply refusal(int status, String sentence) {
            return new Reply(status, sentence + "\n", "", sentence);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
