package io.github.natcast.streamer.internal.transport;

/**
 * One side's ICE credentials (RFC 8839 §5.4). Immutable.
 *
 * @param usernameFragment {@code a=ice-ufrag}, 4 to 256 characters
 * @param password {@code a=ice-pwd}, 22 to 256 characters; never logged
 */
public record IceCredentials(String usernameFragment, String password) {
    /** The password is not shown. */
    @Override
    public String toString() {
        return "IceCredentials[" + usernameFragment + "]";
    }
}
