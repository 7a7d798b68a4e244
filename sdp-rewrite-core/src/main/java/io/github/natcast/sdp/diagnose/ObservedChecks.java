package io.github.natcast.sdp.diagnose;

/** What the server saw of the connectivity checks of RFC 8445 §7, if that is known. */
public enum ObservedChecks {
    /** Not known, or not tried yet. */
    UNKNOWN,
    /** No STUN Binding request has arrived from the peer. */
    NONE,
    /** Requests have arrived, but no candidate pair became valid. */
    REQUESTS,
    /** A candidate pair is valid: ICE has done its part. */
    VALID_PAIR
}
