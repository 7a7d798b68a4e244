package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;

/**
 * Which side nominates (RFC 8445 §6.1.1), and who gives way when both or neither mean to (§7.3.1.1). Confined to its
 * agent's thread.
 */
public final class IceRole {
    private final long tieBreaker;
    private boolean controlling;

    /** @param tieBreaker random, for the whole session */
    public IceRole(boolean controlling, long tieBreaker) {
        this.controlling = controlling;
        this.tieBreaker = tieBreaker;
    }

    /** What a request says about the roles. */
    enum Verdict {
        AGREES,
        /** This side took the other role. */
        SWITCHED,
        /** The peer has to take the other role: error 487. */
        CONFLICTS
    }

    boolean isControlling() {
        return controlling;
    }

    long tieBreaker() {
        return tieBreaker;
    }

    /** The attribute that tells the peer. */
    int attribute() {
        return controlling ? Stun.ICE_CONTROLLING : Stun.ICE_CONTROLLED;
    }

    /** Compares the peer's role with ours, and gives way if ours is the smaller tie-breaker. */
    Verdict hears(StunPacket request) {
        var other = request.signed64(attribute());
        if (other.isEmpty()) {
            return Verdict.AGREES;
        }
        boolean oursWins = Long.compareUnsigned(tieBreaker, other.getAsLong()) >= 0;
        if (controlling == oursWins) {
            return Verdict.CONFLICTS;
        }
        controlling = !controlling;
        return Verdict.SWITCHED;
    }

    /**
     * The peer refused a check with error 487 (RFC 8445 §7.2.5.1).
     *
     * @param wasControlling the role in that check; if it has changed since, nothing is left to do
     */
    void isRefused(boolean wasControlling) {
        if (controlling == wasControlling) {
            controlling = !controlling;
        }
    }

    /** Before any check: the peer implements ICE-lite, so this side controls (RFC 8445 §6.1.1). */
    void control() {
        controlling = true;
    }
}
