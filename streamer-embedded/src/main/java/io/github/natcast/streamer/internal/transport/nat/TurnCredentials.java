package io.github.natcast.streamer.internal.transport.nat;

/**
 * A long-term credential (RFC 8489 §9.2). Immutable.
 *
 * @param password never logged
 */
record TurnCredentials(String username, String password) {
    /** The password is not shown. */
    @Override
    public String toString() {
        return "TurnCredentials[" + username + "]";
    }
}
