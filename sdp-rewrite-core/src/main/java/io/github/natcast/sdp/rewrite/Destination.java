package io.github.natcast.sdp.rewrite;

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
