package io.github.natcast.streamer.internal.transport.stun;

/** The numbers of the STUN registries that are used here (RFC 8489 §18, RFC 8445 §16.1). */
public final class Stun {
    public static final int MAPPED_ADDRESS = 0x0001;
    public static final int USERNAME = 0x0006;
    public static final int MESSAGE_INTEGRITY = 0x0008;
    public static final int ERROR_CODE = 0x0009;
    public static final int UNKNOWN_ATTRIBUTES = 0x000A;
    public static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    public static final int PASSWORD_ALGORITHM = 0x001D;
    public static final int USERHASH = 0x001E;
    public static final int XOR_MAPPED_ADDRESS = 0x0020;
    public static final int PRIORITY = 0x0024;
    public static final int USE_CANDIDATE = 0x0025;
    public static final int FINGERPRINT = 0x8028;
    public static final int ICE_CONTROLLED = 0x8029;
    public static final int ICE_CONTROLLING = 0x802A;

    // RFC 8656 §17 and §18
    public static final int ALLOCATE_REQUEST = 0x0003;
    public static final int REFRESH_REQUEST = 0x0004;
    public static final int CREATE_PERMISSION_REQUEST = 0x0008;
    public static final int CHANNEL_BIND_REQUEST = 0x0009;
    public static final int SEND_INDICATION = 0x0016;
    public static final int DATA_INDICATION = 0x0017;
    public static final int CHANNEL_NUMBER = 0x000C;
    public static final int LIFETIME = 0x000D;
    public static final int XOR_PEER_ADDRESS = 0x0012;
    public static final int DATA = 0x0013;
    public static final int REALM = 0x0014;
    public static final int NONCE = 0x0015;
    public static final int XOR_RELAYED_ADDRESS = 0x0016;
    public static final int REQUESTED_TRANSPORT = 0x0019;

    /** RFC 8489 §5: a success response has the higher class bit of the type set, an error response both. */
    public static final int SUCCESS = 0x0100;

    public static final int ERROR = 0x0110;

    /**
     * Whether a Binding request with this attribute can be answered: from 0x8000 on an attribute may be passed over,
     * one below must be understood (RFC 8489 §14). Those of the long-term mechanism and of STUN's older versions mean
     * nothing here, and are no reason to refuse a check whose password is right.
     */
    static boolean isUnderstood(int attribute) {
        return attribute >= 0x8000
                || attribute <= 0x000B
                || switch (attribute) {
                    case REALM, NONCE, MESSAGE_INTEGRITY_SHA256, PASSWORD_ALGORITHM, USERHASH -> true;
                    case XOR_MAPPED_ADDRESS, PRIORITY, USE_CANDIDATE -> true;
                    default -> false;
                };
    }

    private Stun() {}
}
