package io.github.natcast.topology;

import java.util.List;
import java.util.Optional;

/**
 * A STUN or TURN server, with the fields of W3C {@code RTCIceServer}. Immutable.
 *
 * <p>Missing credentials of a TURN server are not refused here: {@code SdpDoctor} reports them.
 *
 * @param urls one or more
 * @param username the TURN user name; a STUN server has none
 * @param credential the TURN password; a STUN server has none
 */
public record IceServer(List<IceServerUrl> urls, Optional<String> username, Optional<String> credential) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when there is no URL
     */
    public IceServer {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    "an ICE server needs at least one URL, such as stun:stun.example.org:3478");
        }
    }

    /**
     * A server without credentials.
     *
     * @throws IllegalArgumentException when a URL is malformed
     */
    public static IceServer stun(String... urls) {
        return new IceServer(
                List.of(urls).stream().map(IceServerUrl::parse).toList(), Optional.empty(), Optional.empty());
    }

    /**
     * A server with one URL and credentials.
     *
     * @throws IllegalArgumentException when the URL is malformed
     */
    public static IceServer turn(String url, String username, String credential) {
        return new IceServer(List.of(IceServerUrl.parse(url)), Optional.of(username), Optional.of(credential));
    }

    /** Whether it can relay. */
    public boolean isTurn() {
        return urls.stream().anyMatch(IceServerUrl::isTurn);
    }

    /** The credential is not shown. */
    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
