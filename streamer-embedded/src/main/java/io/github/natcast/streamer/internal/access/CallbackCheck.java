package io.github.natcast.streamer.internal.access;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.limits.LogAllowance;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AccessCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server, with the names that MediaMTX gives the fields. Thread-safe; blocks for the timeout at most. While the
 * server does not answer, one request at a time finds out whether it does again; all others are refused at once.
 *
 * <p>Whatever it answers about one viewer is about that one alone: strangers bring about many a status, by a token that
 * is too long for it, or that it stumbles over, and must not keep out everybody else by that.
 */
final class CallbackCheck implements AccessCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(CallbackCheck.class);
    private static final Verdict UNAUTHORIZED =
            Verdict.unauthorized("The server does not let this viewer in; it wants a user and password, or a token.");
    private static final Verdict UNAVAILABLE =
            Verdict.unavailable("Who may watch cannot be found out now; try again in some seconds.");

    /** Of gateways, and of servers that say it themselves: who would know is not there (RFC 9110 §15.6). */
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    /** Nothing about the viewer: a proxy between, or a server that wants fewer questions (RFC 9110 §15.5, RFC 6585). */
    private static final Set<Integer> UNDECIDED = Set.of(407, 408, 429);

    private static final int LINES_PER_MINUTE = 6;

    private final Access.Callback settings;
    private final WholeAnswers server;
    private final Supplier<String> ids;
    private final Outage outage;

    /** A server's answers to strangers must not fill the disk. */
    private final LogAllowance told;

    CallbackCheck(Access.Callback settings) {
        this(settings, () -> UUID.randomUUID().toString(), System::nanoTime);
    }

    /** @param ids tell the requests apart in the server's log */
    CallbackCheck(Access.Callback settings, Supplier<String> ids, LongSupplier nanoTime) {
        this.settings = settings;
        this.ids = ids;
        this.outage = new Outage(nanoTime);
        this.told = new LogAllowance(LINES_PER_MINUTE, nanoTime);
        this.server = new WholeAnswers(settings.timeout());
    }

    @Override
    public Verdict check(ViewerRequest request) {
        if (!outage.mayTry()) {
            return UNAVAILABLE;
        }
        boolean there = false;
        try {
            int status = ask(request);
            there = !AWAY.contains(status);
            return verdict(status);
        } catch (IOException e) {
            warn("does not say who may watch (" + e + "); viewers are told to come back");
            return UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNAVAILABLE;
        } finally {
            outage.tried(there);
        }
    }

    private Verdict verdict(int status) {
        if (status >= 200 && status < 300) {
            return Verdict.admitted();
        }
        if (status == 401 || status == 403) {
            return UNAUTHORIZED;
        }
        boolean refuses = status < 500 && !UNDECIDED.contains(status);
        warn("answers with status " + status + " who may watch; the viewer is "
                + (refuses ? "refused" : "told to come back"));
        return refuses ? UNAUTHORIZED : UNAVAILABLE;
    }

    private void warn(String what) {
        told.line().ifPresent(more -> LOGGER.warn("{} {}{}", shown(), what, LogAllowance.more(more)));
    }

    private int ask(ViewerRequest request) throws IOException, InterruptedException {
        HttpRequest http = HttpRequest.newBuilder(settings.uri())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(request)))
                .build();
        return server.ask(http, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String body(ViewerRequest request) {
        Credentials credentials = Credentials.of(request);
        InetAddress address = request.remoteAddress().getAddress();
        return new JsonObject()
                .put("user", credentials.user())
                .put("password", credentials.password())
                .put("token", request.token().orElse(""))
                .put("ip", address == null ? request.remoteAddress().getHostString() : address.getHostAddress())
                .put("action", "read")
                .put("path", request.session())
                .put("protocol", "webrtc")
                .put("id", ids.get())
                .put("query", query(request.query()))
                .toString();
    }

    private static String query(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without the query and the user, which may hold secrets. */
    private String shown() {
        return settings.uri().getScheme() + "://" + settings.uri().getHost()
                + (settings.uri().getPort() < 0 ? "" : ":" + settings.uri().getPort())
                + settings.uri().getRawPath();
    }
}
