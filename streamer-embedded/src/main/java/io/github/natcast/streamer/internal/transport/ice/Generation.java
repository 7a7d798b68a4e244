package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.stun.StunMac;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of both sides between two ICE restarts (RFC 8445 §9). Confined to its agent's thread, but for
 * {@link #local()}.
 */
final class Generation {
    private final IceCredentials local;
    private final SecretKey localKey;
    private @Nullable Remote remote;

    /**
     * What this side's checks carry and the peer's answers must prove.
     *
     * @param fragment the peer's
     * @param username of our requests: the peer's fragment, a colon, ours (RFC 8445 §7.2.2)
     */
    record Remote(String fragment, String username, SecretKey key) {}

    Generation(IceCredentials local) {
        this.local = local;
        this.localKey = StunMac.key(local.password());
    }

    IceCredentials local() {
        return local;
    }

    /** Proves the peer's requests, and our answers to them. */
    SecretKey localKey() {
        return localKey;
    }

    void begin(IceCredentials peer) {
        remote = new Remote(
                peer.usernameFragment(),
                peer.usernameFragment() + ":" + local.usernameFragment(),
                StunMac.key(peer.password()));
    }

    /** Null before the peer's credentials are known. */
    @Nullable
    Remote remote() {
        return remote;
    }

    /**
     * Whether the request is of an ICE session of the peer that is still to be signalled. Chromium sends such from its
     * new ports, before it has the answer to an ICE restart. If they succeeded, it would keep to the pair and never use
     * the new credentials; unanswered, it goes on with the old path.
     */
    boolean precedes(StunPacket request) {
        Remote peer = remote;
        return peer != null && !peer.fragment().equals(request.senderUfrag());
    }
}
