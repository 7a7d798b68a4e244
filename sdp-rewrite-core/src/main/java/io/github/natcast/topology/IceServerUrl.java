package io.github.natcast.topology;

import io.github.natcast.sdp.IpAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code stun:}, {@code stuns:}, {@code turn:} or {@code turns:} URL (RFC 7064 §3.1, RFC 7065 §3.1). Immutable.
 *
 * @param scheme lower case
 * @param host a name or an IP literal, without brackets; never looked up
 * @param port the scheme's default when the URL has none: 3478, or 5349 over TLS
 * @param transport {@code udp} unless the URL says {@code ?transport=tcp} or its scheme is secure
 * @param text as written
 */
public record IceServerUrl(String scheme, String host, int port, ForwardTransport transport, String text) {
    // stunURI = scheme ":" host [ ":" port ]; turnURI = scheme ":" host [ ":" port ] [ "?transport=" transport ]
    private static final Pattern FORM = Pattern.compile(
            "(?i)(?<scheme>stuns?|turns?):(?:\\[(?<v6>[0-9a-f:.]{2,45})]|(?<host>[^\\s:/?#@\\[\\]]{1,255}))"
                    + "(?::(?<port>\\d{1,5}))?(?:\\?transport=(?<transport>udp|tcp))?");

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is none of the four kinds; the message says what to write
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
        String transport = matcher.group("transport");
        ForwardTransport byScheme = secure ? ForwardTransport.TCP : ForwardTransport.UDP;
        String host = matcher.group("v6") == null ? matcher.group("host") : matcher.group("v6");
        return new IceServerUrl(
                scheme, host, number, transport == null ? byScheme : ForwardTransport.ofToken(transport), text);
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
