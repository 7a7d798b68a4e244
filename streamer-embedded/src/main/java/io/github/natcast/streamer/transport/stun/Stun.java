package io.github.natcast.streamer.transport.stun;

/** Numbers of the STUN registry that are used here (RFC 8489 §18, RFC 8445 §16.1). */
public final class Stun {
    public static final int MAPPED_ADDRESS = 0x0001;
    public static final int USERNAME = 0x0006;
    public static final int MESSAGE_INTEGRITY = 0x0008;
    public static final int ERROR_CODE = 0x0009;
    public static final int XOR_MAPPED_ADDRESS = 0x0020;
    public static final int PRIORITY = 0x0024;
    public static final int USE_CANDIDATE = 0x0025;
    public static final int FINGERPRINT = 0x8028;
    public static final int ICE_CONTROLLED = 0x8029;

    /** RFC 8489 §5: in the type, success responses have the higher class bit, error responses both. */
    public static final int SUCCESS = 0x0100;

    public static final int ERROR = 0x0110;

    private Stun() {}
}
