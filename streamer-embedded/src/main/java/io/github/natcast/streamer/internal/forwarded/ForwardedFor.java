package io.github.natcast.streamer.internal.forwarded;

import io.github.natcast.sdp.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client of an HTTP request that proxies passed on, by the headers {@code X-Forwarded-For} and {@code Forwarded}
 * (RFC 7239). Each proxy adds whom it heard at the right; what is left of an untrusted address, anybody may have
 * written.
 */
public final class ForwardedFor {
    /** Nobody has more proxies of its own in a row. */
    private static final int MOST_HOPS = 16;

    // node = nodename [ ":" node-port ]; nodename = IPv4address / "[" IPv6address "]" / "unknown" / obfnode. Some
    // proxies write IPv6 without brackets.
    private static final Pattern NODE = Pattern.compile(
            "(?:\\[(?<v6>[0-9A-Fa-f:.]{2,45})]|(?<v4>[0-9.]{7,15}))(?::\\d{1,5})?|(?<bare>[0-9A-Fa-f:.]{2,45})");

    // forwarded-pair = token "=" value; value = token / quoted-string; no address or name is longer
    private static final Pattern PAIR = Pattern.compile(
            "(?<name>[\\w!#$%&'*+.^`|~-]{1,64})=(?:\"(?<quoted>[^\"\\\\]{0,260})\"|(?<token>[^\\s\",;]{0,260}))");

    private ForwardedFor() {}

    /**
     * The rightmost address that is no trusted proxy's.
     *
     * @param peer who sent the request here
     * @param xForwardedFor the values of all headers of this name, in their order
     * @param forwarded likewise; counts where there is no other header, since most proxies write only that, and pass
     *     this one on as the client wrote it
     * @return {@code peer} where it is not trusted, or says nothing
     */
    public static InetAddress client(
            InetAddress peer, List<String> xForwardedFor, List<String> forwarded, TrustedSources trusted) {
        if (!trusted.contains(peer)) {
            return peer;
        }
        List<String> hops = xForwardedFor.isEmpty() ? fors(forwarded) : elements(xForwardedFor);
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && hops.size() - i <= MOST_HOPS; i--) {
            Optional<IpAddress> hop = address(hops.get(i));
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get().toInetAddress();
            if (!trusted.contains(hop.get())) {
                break;
            }
        }
        return client;
    }

    private static List<String> elements(List<String> values) {
        return List.of(String.join(",", values).split(",", -1));
    }

    private static List<String> fors(List<String> values) {
        List<String> nodes = new ArrayList<>();
        for (String element : split(String.join(",", values))) {
            nodes.add(parameter(element, "for"));
        }
        return nodes;
    }

    /** At commas that are not within quotes. */
    static List<String> split(String value) {
        List<String> elements = new ArrayList<>();
        boolean quoted = false;
        int end = value.length();
        // From the right, which the nearest proxy wrote: a quote that a client leaves open must not swallow that.
        for (int i = value.length() - 1; i >= 0; i--) {
            char c = value.charAt(i);
            if (c == '"' && !isEscaped(value, i)) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                elements.add(value.substring(i + 1, end));
                end = i;
            }
        }
        elements.add(value.substring(0, end));
        Collections.reverse(elements);
        return elements;
    }

    /** The value of a parameter such as {@code for}; empty when the element has none. */
    static String parameter(String element, String name) {
        for (Matcher pair = PAIR.matcher(element); pair.find(); ) {
            if (pair.group("name").equalsIgnoreCase(name)) {
                return pair.group("quoted") == null ? pair.group("token") : pair.group("quoted");
            }
        }
        return "";
    }

    /** Whether an odd number of backslashes precedes. */
    private static boolean isEscaped(String value, int at) {
        int from = at;
        while (from > 0 && value.charAt(from - 1) == '\\') {
            from--;
        }
        return (at - from) % 2 == 1;
    }

    private static Optional<IpAddress> address(String node) {
        Matcher matcher = NODE.matcher(node.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String literal = matcher.group("v6") != null
                ? matcher.group("v6")
                : matcher.group("v4") != null ? matcher.group("v4") : matcher.group("bare");
        return IpAddress.parse(literal).map(IpAddress::unmapped);
    }
}
