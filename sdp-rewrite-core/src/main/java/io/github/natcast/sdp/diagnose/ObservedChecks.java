package io.github.natcast.sdp.diagnose;

/** What the server observed of the viewer's connectivity checks (RFC 8445 §7). */
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
