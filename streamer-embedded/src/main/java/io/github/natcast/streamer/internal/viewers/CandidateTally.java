package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Offered;

/** Counts what a viewer can use, by its candidates. Thread-safe. */
final class CandidateTally {
    private Offered counted = Offered.NONE;

    /** @param candidate as RFC 8839 §5.1 writes it; what cannot be read does not count */
    synchronized void add(String candidate) {
        CandidateFields fields = CandidateFields.of(candidate);
        Offered before = counted;
        if (fields == null) {
            return;
        }
        boolean udp = !fields.tcp();
        boolean named = udp && fields.address().endsWith(".local");
        IpAddress address = IpAddress.parse(fields.address()).orElse(null);
        boolean host = udp && !named && fields.type().equals("host");
        counted = new Offered(
                before.direct() + one(host),
                before.names() + one(named),
                before.reflexive()
                        + one(udp
                                && (fields.type().equals("srflx")
                                        || fields.type().equals("prflx"))),
                before.relayed() + one(udp && fields.type().equals("relay")),
                before.tcp() + one(fields.tcp()),
                before.ipv4() + one(udp && address != null && fields.address().indexOf(':') < 0),
                before.ipv6() + one(udp && address != null && fields.address().indexOf(':') >= 0),
                before.complete());
    }

    /** There are no more. */
    synchronized void complete() {
        counted = new Offered(
                counted.direct(),
                counted.names(),
                counted.reflexive(),
                counted.relayed(),
                counted.tcp(),
                counted.ipv4(),
                counted.ipv6(),
                true);
    }

    synchronized Offered offered() {
        return counted;
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}
