package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.security.WebOrigins;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose pages may watch (RFC 6454): a browser names the origin of a page with each WebSocket (RFC 6455 §10.2) and each
 * request to another site, and lets the page read only what CORS allows (Fetch §3.2). Thread-safe.
 */
final class OriginCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(OriginCheck.class);
    private static final Problem NOT_ALLOWED = new Problem(
            403,
            "origin_not_allowed",
            "Pages of this site may not watch here; the operator of the server can name its origin to allow it.");
    private static final Pattern ORIGIN = Pattern.compile("(?<scheme>https?)://(?<authority>.+)");

    private final WebOrigins origins;
    private final RefusalCounts refusals;
    private final AtomicBoolean warned = new AtomicBoolean();

    OriginCheck(WebOrigins origins, RefusalCounts refusals) {
        this.origins = origins;
        this.refusals = refusals;
    }

    /** Counts what it refuses. Whoever names no origin is no browser's page, and passes. */
    Optional<Problem> refusal(Request request) {
        Optional<String> refused = origins(request).stream()
                .filter(given -> !allows(given, request))
                .findFirst();
        refused.ifPresent(given -> {
            refusals.count(Refusal.ORIGIN);
            say(given, request);
        });
        return refused.map(NOT_ALLOWED::about);
    }

    /**
     * Behind a proxy that asks by a name of its own, the server's own page is a stranger: an operator must see that.
     */
    private void say(String origin, Request request) {
        if (!warned.getAndSet(true)) {
            LOGGER.warn(
                    "refused a web page of {}, which asked for {}: if it may watch, name its origin, or let the proxy in"
                            + " front pass Host on as it is; further ones are only counted",
                    printable(origin),
                    printable(request.authority().orElse("no host")));
        }
    }

    private static String printable(String header) {
        return Problem.excerpt(header).replaceAll("[^ -~]", "?");
    }

    private static List<String> origins(Request request) {
        return request.headers().getOrDefault("Origin", List.of());
    }

    private boolean allows(String origin, Request request) {
        return origins.isAny() || origins.listed().contains(origin) || isSame(origin, request);
    }

    /**
     * A page that came over TLS may come from a server that is asked without it: a proxy in front has ended it, and
     * need not be one whose headers are believed. The reverse is a page that anybody on the way may have changed.
     */
    private static boolean isSame(String origin, Request request) {
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches() || request.authority().isEmpty()) {
            return false;
        }
        boolean https = parts.group("scheme").equals("https");
        String defaultPort = https ? ":443" : ":80";
        String asked = request.authority().get().toLowerCase(Locale.ROOT);
        String host = asked.endsWith(defaultPort) ? asked.substring(0, asked.length() - defaultPort.length()) : asked;
        return (https || !request.secure()) && parts.group("authority").equals(host);
    }

    /** Lets the page that asked read the response, if it may: a list of origins cannot be said (Fetch §3.2.3). */
    Reply withCors(Reply reply, Request request) {
        reply.header("Access-Control-Expose-Headers", "Location, ETag, Link, Retry-After, Accept-Patch");
        if (origins.isAny()) {
            return reply.header("Access-Control-Allow-Origin", "*");
        }
        List<String> given = origins(request);
        if (given.size() == 1 && allows(given.get(0), request)) {
            reply.header("Access-Control-Allow-Origin", given.get(0));
        }
        return reply.header("Vary", "Origin");
    }
}
