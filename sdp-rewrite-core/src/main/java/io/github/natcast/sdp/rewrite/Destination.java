package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a default destination leads after rewriting. Immutable.
 *
 * @param address null when the line keeps its own
 * @param port 0 when the line keeps its own
 */
record Destination(
        Reason reason, @Nullable RewriteRule rule, @Nullable IpAddress address, int port) {
    private static final IpAddress NO_IPV4 = IpAddress.ofBits(AddressFamily.IPV4, 0, 0);
    private static final IpAddress NO_IPV6 = IpAddress.ofBits(AddressFamily.IPV6, 0, 0);

    /** To {@code 0.0.0.0} or {@code ::}, which is no address (RFC 8840 §4.1.1). */
    static Destination none(Reason reason, @Nullable RewriteRule rule, boolean ipv6, int port) {
        return new Destination(reason, rule, ipv6 ? NO_IPV6 : NO_IPV4, port);
    }

    static Destination kept(Verdict verdict) {
        return new Destination(verdict.reason(), verdict.rule(), null, 0);
    }

    boolean moves() {
        return address != null;
    }

    int portOr(int local) {
        return port == 0 ? local : port;
    }
}
