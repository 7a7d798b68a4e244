package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.LineKind;
import org.jspecify.annotations.Nullable;

/** A candidate, found in the text or to be added to it. Confined to one rewriting. */
final class CandidateLine extends AddressLine {
    /** Where the text after {@code candidate:} begins. */
    int valueStart;

    int component;
    long priority;
    CandidateType type = CandidateType.HOST;
    CandidateTransport transport = CandidateTransport.UDP;

    Verdict verdict = Verdict.NOT_COVERED;
    /** Whether the line goes because another one has the same transport address. */
    boolean duplicate;

    /** The transport address that the peer will see, not IPv4-mapped; null for host names and what is dropped. */
    @Nullable
    IpAddress shownAddress;

    int shownPort;

    CandidateLine(int number, int start, int end, int next) {
        super(LineKind.CANDIDATE, number, start, end, next);
    }

    /** A candidate that the peer will see though the text does not have it. */
    static CandidateLine added(
            int component, CandidateTransport transport, IpAddress address, int port, long priority) {
        CandidateLine line = new CandidateLine(0, 0, 0, 0);
        line.component = component;
        line.transport = transport;
        line.shownAddress = address;
        line.shownPort = port;
        line.priority = priority;
        return line;
    }

    /** Whether the peer will not see the line, nor another with its address. */
    boolean isDropped() {
        return verdict.drops();
    }
}
