package io.github.natcast.topology;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A STUN or TURN server, with the fields of W3C {@code RTCIceServer}. Immutable.
 *
 * <p>A TURN server without credentials is accepted, so that {@code SdpDoctor} can report it; whoever must refuse it
 * calls {@link #requireCredentials()}.
 *
 * @param urls one or more
 * @param username the TURN user name; a STUN server has none
 * @param credential the TURN password; a STUN server has none
 */
public record IceServer(List<IceServerUrl> urls, Optional<String> username, Optional<String> credential) {

    /** @throws IllegalArgumentException when there is no URL */
    public IceServer {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    "an ICE server needs at least one URL, such as stun:stun.example.org:3478");
        }
    }

    /**
     * A server with the fields of {@code RTCIceServer} as JSON carries them.
     *
     * @throws IllegalArgumentException when there is no URL, or one is malformed
     */
    public static IceServer of(List<String> urls, Optional<String> username, Optional<String> credential) {
        return new IceServer(urls.stream().map(IceServerUrl::parse).toList(), username, credential);
    }

    /**
     * A server without credentials.
     *
     * @throws IllegalArgumentException when there is no URL, or one is malformed
     */
    public static IceServer stun(String... urls) {
        return of(List.of(urls), Optional.empty(), Optional.empty());
    }

    /**
     * A server with one URL and credentials.
     *
     * @throws IllegalArgumentException when the URL is malformed
     */
    public static IceServer turn(String url, String username, String credential) {
        return of(List.of(url), Optional.of(username), Optional.of(credential));
    }

    /** Whether the server can relay. */
    public boolean isTurn() {
        return urls.stream().anyMatch(IceServerUrl::isTurn);
    }

    /**
     * The first of the fields {@code username} and {@code credential} that a TURN server needs and this one lacks;
     * empty for a STUN server. A browser refuses a TURN server without them (W3C WebRTC, {@code InvalidAccessError}).
     */
    public Optional<String> missingCredential() {
        if (!isTurn()) {
            return Optional.empty();
        }
        if (isBlank(username)) {
            return Optional.of("username");
        }
        return isBlank(credential) ? Optional.of("credential") : Optional.empty();
    }

    /**
     * This server, if a browser accepts its credentials.
     *
     * @throws IllegalArgumentException when it is a TURN server without username or credential
     */
    public IceServer requireCredentials() {
        missingCredential().ifPresent(field -> {
            throw new IllegalArgumentException("the TURN server " + urls + " has no " + field
                    + ", and browsers refuse a TURN server without one; give username and credential, or a stun: URL");
        });
        return this;
    }

    /**
     * This server, if browsers know the schemes of all its URLs.
     *
     * @throws IllegalArgumentException when one is {@code stuns:}; Firefox makes no connection at all with it (W3C
     *     WebRTC, {@code NotSupportedError})
     */
    public IceServer requireKnownSchemes() {
        unknownToBrowsers().findFirst().ifPresent(url -> {
            throw new IllegalArgumentException("the ICE server URL \"" + url + "\" is not supported by Firefox, which"
                    + " makes no connection at all with it; write a stun: URL, or leave it out");
        });
        return this;
    }

    /** The URLs whose scheme some browser refuses. */
    public Stream<IceServerUrl> unknownToBrowsers() {
        return urls.stream().filter(url -> url.scheme().equals("stuns"));
    }

    private static boolean isBlank(Optional<String> value) {
        return value.filter(text -> !text.isBlank()).isEmpty();
    }

    /** The URLs; neither user name nor credential is shown. */
    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
