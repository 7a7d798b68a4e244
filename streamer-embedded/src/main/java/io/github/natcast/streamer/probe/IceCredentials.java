package io.github.natcast.streamer.probe;

/**
 * What a connectivity check shows to an ICE agent (RFC 8445 §7.2.2). Immutable.
 *
 * @param remoteUfrag the agent's own {@code a=ice-ufrag}
 * @param localUfrag that of its peer
 * @param remotePassword the agent's own {@code a=ice-pwd}
 */
public record IceCredentials(String remoteUfrag, String localUfrag, String remotePassword) {
    /** Without the password. */
    @Override
    public String toString() {
        return remoteUfrag + ":" + localUfrag;
    }
}
