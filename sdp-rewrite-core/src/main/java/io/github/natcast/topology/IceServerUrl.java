package io.github.natcast.topology;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code stun:}, {@code stuns:}, {@code turn:} or {@code turns:} URL (RFC 7064 §3.1, RFC 7065 §3.1). Immutable.
 *
 * <p>One that a browser does not read is refused: with a single such URL in its configuration, a browser makes no
 * connection at all (W3C WebRTC, {@code SyntaxError}). {@code stuns:} is read, and refused by
 * {@link IceServer#requireKnownSchemes}.
 *
 * @param scheme lower case
 * @param host a name or an IP literal, without brackets; never looked up
 * @param port the scheme's default when the URL has none: 3478, or 5349 over TLS
 * @param transport {@code udp} unless the URL says {@code ?transport=tcp} or its scheme is secure
 * @param text as written
 */
public record IceServerUrl(String scheme, String host, int port, ForwardTransport transport, String text) {
    // stunURI = scheme ":" host [ ":" port ]; turnURI = scheme ":" host [ ":" port ] [ "?transport=" transport ]
    private static final Pattern FORM = Pattern.compile("(?i)(?<scheme>stuns?|turns?):(?:\\[(?<v6>[^\\s\\[\\]]{1,255})]"
            + "|(?<host>[^\\s:/?#@\\[\\]]{1,255}))(?::(?<port>\\d{1,5}))?(?:\\?(?<query>\\S{0,255}))?");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}._-]*");

    /** Browsers read a host whose last label is a number as an IPv4 address (WHATWG URL, "ends in a number"). */
    private static final Pattern NUMBER = Pattern.compile("(?i)(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is none of the four kinds, or browsers refuse it; the message says what
     *     to write
     */
    public static IceServerUrl parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not an ICE server URL;"
                    + " examples are stun:stun.example.org:3478 and turn:192.0.2.1:3478?transport=udp");
        }
        String scheme = matcher.group("scheme").toLowerCase(Locale.ROOT);
        boolean secure = scheme.endsWith("s");
        String port = matcher.group("port");
        int number = port == null ? (secure ? 5349 : 3478) : Integer.parseInt(port);
        PortRange.requirePort("port of \"" + text + "\"", number);
        String host = host(text, matcher);
        String query = matcher.group("query");
        ForwardTransport byScheme = secure ? ForwardTransport.TCP : ForwardTransport.UDP;
        return new IceServerUrl(scheme, host, number, query == null ? byScheme : transport(text, scheme, query), text);
    }

    private static String host(String text, Matcher matcher) {
        String bracketed = matcher.group("v6");
        String host = bracketed == null ? matcher.group("host") : bracketed;
        boolean valid;
        if (bracketed != null) {
            // A zone means nothing to another host.
            valid = host.indexOf('%') < 0
                    && IpAddress.parse(host)
                            .filter(ip -> ip.family() == AddressFamily.IPV6)
                            .isPresent();
        } else {
            valid = NUMBER.matcher(host).matches()
                    ? IpAddress.parse(host).isPresent()
                    : NAME.matcher(host).matches();
        }
        if (!valid) {
            throw new IllegalArgumentException("the host of \"" + text + "\" is refused by browsers; write a name of"
                    + " letters, digits, \"-\", \"_\" and \".\", or an IPv4 address, or an IPv6 address in brackets");
        }
        return host;
    }

    private static ForwardTransport transport(String text, String scheme, String query) {
        if (!scheme.startsWith("turn")) {
            throw new IllegalArgumentException("the query of \"" + text + "\" is refused by browsers, since a " + scheme
                    + ": URL has none (RFC 7064 §3.1); leave it out");
        }
        return switch (query) {
            case "transport=udp" -> ForwardTransport.UDP;
            case "transport=tcp" -> ForwardTransport.TCP;
            default ->
                throw new IllegalArgumentException("the query of \"" + text + "\" is refused by browsers (RFC 7065"
                        + " §3.1); write ?transport=udp or ?transport=tcp, in lower case, or leave it out");
        };
    }

    /** Whether this is a TURN server, which can relay. */
    public boolean isTurn() {
        return scheme.startsWith("turn");
    }

    /** The host as an IP address; empty for a name. */
    public Optional<IpAddress> ip() {
        return IpAddress.parse(host);
    }

    /** The URL as written. */
    @Override
    public String toString() {
        return text;
    }
}
