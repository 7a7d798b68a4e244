package io.github.natcast.streamer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A STUN or TURN server for the browser, with the fields of W3C {@code RTCIceServer}. Immutable.
 *
 * @param urls one or more {@code stun:}, {@code stuns:}, {@code turn:} or {@code turns:} URLs (RFC 7064, RFC 7065)
 * @param username the TURN user name; a STUN server has none
 * @param credential the TURN password; a STUN server has none
 */
public record IceServer(List<String> urls, Optional<String> username, Optional<String> credential) {

    public IceServer {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    "an ICE server needs at least one URL, such as stun:stun.example.org:3478");
        }
        for (String url : urls) {
            if (!url.matches("(?i)(stuns?|turns?):.+")) {
                throw new IllegalArgumentException(
                        "ICE server URL \"" + url + "\" must start with stun:, stuns:, turn: or turns:");
            }
        }
        boolean relays =
                urls.stream().anyMatch(url -> url.toLowerCase(Locale.ROOT).startsWith("turn"));
        if (relays && (username.isEmpty() || credential.isEmpty())) {
            throw new IllegalArgumentException("TURN server " + urls + " needs a username and a credential");
        }
    }

    /** The credential is not shown. */
    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
