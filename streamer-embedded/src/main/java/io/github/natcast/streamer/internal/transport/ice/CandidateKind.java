package io.github.natcast.streamer.internal.transport.ice;

/**
 * The types of candidates (RFC 8445 §5.1.1), with the type preferences that RFC 8445 §5.1.2.2 recommends. TCP has one
 * of its own, below those of UDP without a relay (RFC 6544 §4.2): the peer takes it where nothing else works.
 */
public enum CandidateKind {
    HOST("host", 126),
    PEER_REFLEXIVE("prflx", 110),
    SERVER_REFLEXIVE("srflx", 100),
    PASSIVE_TCP("host", 90),
    RELAYED("relay", 0);

    private static final int COMPONENT = 1;

    /** The local preference of the best address of a type. */
    public static final int LARGEST_LOCAL_PREFERENCE = 65_535;

    private final String wire;
    private final int typePreference;

    CandidateKind(String wire, int typePreference) {
        this.wire = wire;
        this.typePreference = typePreference;
    }

    /**
     * The local preference of a passive TCP candidate (RFC 6544 §4.2): direction 4, and the address's own preference.
     *
     * @param index 0 for the best address, to 8191
     */
    public static int passivePreference(int index) {
        return (4 << 13) + (1 << 13) - 1 - index;
    }

    /** As RFC 8839 §5.1 writes it. */
    public String wire() {
        return wire;
    }

    /**
     * The priority of a candidate of this type (RFC 8445 §5.1.2.1).
     *
     * @param localPreference 0 to 65535, another for each address
     */
    public long priority(int localPreference) {
        return ((long) typePreference << 24) + ((long) localPreference << 8) + 256 - COMPONENT;
    }

    long priority() {
        return priority(LARGEST_LOCAL_PREFERENCE);
    }

    /** The priority of a pair (RFC 8445 §6.1.2.3); neither argument has more than 31 bits. */
    static long pairPriority(long controlling, long controlled) {
        return (Math.min(controlling, controlled) << 32)
                + 2 * Math.max(controlling, controlled)
                + (controlling > controlled ? 1 : 0);
    }
}
