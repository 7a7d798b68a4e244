package io.github.natcast.streamer.internal.publish;

import io.github.natcast.topology.IceServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads ICE servers from {@code Link} fields (RFC 8288 §3, RFC 9725 §4.6):
 *
 * <pre>{@code
 * Link        = [ link-value *( "," link-value ) ]
 * link-value  = "<" URI-Reference ">" *( ";" link-param )
 * link-param  = token [ "=" ( token / quoted-string ) ]
 * }</pre>
 *
 * <p>A link that is malformed, or whose URL is none of a STUN or TURN server, is left out. LiveKit escapes the values
 * of {@code username} and {@code credential} as in URLs, although they are quoted strings; both forms are read.
 * Confined to one call.
 */
final class LinkedIceServers {
    /** More are of no use: each is asked while the offer waits. */
    static final int MOST = 8;

    private static final int LONGEST = 8 << 10;

    private final String text;
    private int position;

    private LinkedIceServers(String text) {
        this.text = text;
    }

    /** @param values of the {@code Link} fields, each with one or more links */
    static List<IceServer> of(List<String> values) {
        List<IceServer> servers = new ArrayList<>();
        for (String value : values) {
            if (value.length() <= LONGEST) {
                new LinkedIceServers(value).read(servers);
            }
        }
        return List.copyOf(servers.subList(0, Math.min(MOST, servers.size())));
    }

    private void read(List<IceServer> servers) {
        while (position < text.length()) {
            int open = text.indexOf('<', position);
            int close = open < 0 ? -1 : text.indexOf('>', open);
            if (close < 0) {
                return;
            }
            String url = text.substring(open + 1, close).trim();
            position = close + 1;
            Map<String, String> parameters = parameters();
            if (List.of(parameters
                            .getOrDefault("rel", "")
                            .toLowerCase(Locale.ROOT)
                            .split(" ", -1))
                    .contains("ice-server")) {
                server(url, parameters).ifPresent(servers::add);
            }
        }
    }

    private static Optional<IceServer> server(String url, Map<String, String> parameters) {
        try {
            IceServer server = IceServer.of(
                    List.of(url),
                    Optional.ofNullable(parameters.get("username")).map(LinkedIceServers::plain),
                    Optional.ofNullable(parameters.get("credential")).map(LinkedIceServers::plain));
            return Optional.of(server).filter(known -> known.missingCredential().isEmpty());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Stands behind the URL; leaves the position behind the comma that ends the link. */
    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        while (position < text.length()) {
            char next = text.charAt(position++);
            if (next == ',') {
                return parameters;
            }
            if (next == ';') {
                String name = token().toLowerCase(Locale.ROOT);
                skipSpaces();
                String value = "";
                if (position < text.length() && text.charAt(position) == '=') {
                    position++;
                    skipSpaces();
                    value = position < text.length() && text.charAt(position) == '"' ? quoted() : token();
                }
                // RFC 8288 §3.3: the first rel counts.
                parameters.putIfAbsent(name, value);
            }
        }
        return parameters;
    }

    private String token() {
        int start = position;
        while (position < text.length() && ";,=".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position).trim();
    }

    /** RFC 9110 §5.6.4: a backslash takes the next character as it is. */
    private String quoted() {
        StringBuilder value = new StringBuilder();
        position++;
        while (position < text.length()) {
            char next = text.charAt(position++);
            if (next == '"') {
                break;
            }
            if (next == '\\' && position < text.length()) {
                next = text.charAt(position++);
            }
            value.append(next);
        }
        return value.toString();
    }

    private void skipSpaces() {
        while (position < text.length() && " \t".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private static String plain(String value) {
        // URLDecoder is for forms, where a plus is a space.
        return isEscaped(value) ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8) : value;
    }

    /** Whether it has escapes, and nothing but these begins with a percent sign (RFC 3986 §2.1). */
    private static boolean isEscaped(String value) {
        int first = value.indexOf('%');
        for (int at = first; at >= 0; at = value.indexOf('%', at + 3)) {
            boolean escape = at + 2 < value.length()
                    && HexFormat.isHexDigit(value.charAt(at + 1))
                    && HexFormat.isHexDigit(value.charAt(at + 2));
            if (!escape) {
                return false;
            }
        }
        return first >= 0;
    }
}
