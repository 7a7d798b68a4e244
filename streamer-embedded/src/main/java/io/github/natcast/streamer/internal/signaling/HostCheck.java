package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By what name a client may ask (RFC 9110 §7.2). A page whose name was made to point to this machine (DNS rebinding) is
 * of the server's own origin for a browser, and still asks by that name. Thread-safe.
 */
final class HostCheck {
    private static final Problem MALFORMED =
            new Problem(400, "bad_host", "A request names one host, in one Host header (RFC 9112 §3.2).");
    private static final Problem NOT_OURS = new Problem(
            421,
            "host_not_allowed",
            "This server listens for its own machine alone, and answers to localhost and IP addresses; the operator"
                    + " can name the origin of a proxy in front of it, such as https://www.example.org, to allow it.");

    // uri-host [ ":" port ]; uri-host = IP-literal / IPv4address / reg-name, without the comma of a list
    private static final Pattern HOST =
            Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.]{2,45})]|(?<name>[\\w.~%!$&'()*+;=-]{1,255}))(?::\\d{0,5})?");

    /** Of an origin, what is no host: its scheme and its port. */
    private static final Pattern ORIGIN_EXTRAS = Pattern.compile("^https?://|:\\d+$");

    private final WebRules rules;
    private final Set<String> listed;
    private final RefusalCounts refusals;

    HostCheck(WebRules rules, RefusalCounts refusals) {
        this.rules = rules;
        this.listed = rules.origins().listed().stream()
                .map(origin -> ORIGIN_EXTRAS.matcher(origin).replaceAll(""))
                .collect(Collectors.toUnmodifiableSet());
        this.refusals = refusals;
    }

    /** Counts what it refuses. */
    Optional<Problem> refusal(Request request) {
        List<String> given = request.headers().getOrDefault("Host", List.of());
        if (given.isEmpty()) { // of HTTP/1.0, or of a program's server that checks it: no browser's
            return Optional.empty();
        }
        Matcher host = HOST.matcher(given.get(0));
        if (given.size() > 1 || !host.matches()) {
            return refuse(MALFORMED.about(String.join(", ", given)));
        }
        if (!rules.ownNamesOnly() || host.group("v6") != null || isOurs(host.group("name"))) {
            return Optional.empty();
        }
        return refuse(NOT_OURS.about(given.get(0)));
    }

    /** No name that anybody else can make point here. */
    private boolean isOurs(String given) {
        String name = given.toLowerCase(Locale.ROOT);
        return rules.origins().isAny()
                || name.equals("localhost")
                || name.endsWith(".localhost") // RFC 6761 §6.3
                || IpAddress.parse(name).isPresent()
                || listed.contains(name);
    }

    private Optional<Problem> refuse(Problem problem) {
        refusals.count(Refusal.HOST);
        return Optional.of(problem);
    }
}
