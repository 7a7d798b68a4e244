package io.github.natcast.sdp;

/** The address family of an IP address, as RFC 8866 §5.7 {@code addrtype} spells it. */
public enum AddressFamily {
    /** IPv4. */
    IPV4("IP4", 32),
    /** IPv6. */
    IPV6("IP6", 128);

    private final String addressType;
    private final int bits;

    AddressFamily(String addressType, int bits) {
        this.addressType = addressType;
        this.bits = bits;
    }

    /** {@code IP4} or {@code IP6}. */
    public String addressType() {
        return addressType;
    }

    /** 32 or 128. */
    public int bits() {
        return bits;
    }
}
