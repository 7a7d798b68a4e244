package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import org.jspecify.annotations.Nullable;

/** A line that carries an address, a port or both, as offsets into the text. Confined to one rewriting. */
final class AddressLine {
    /** The lines that this package knows; see the table at {@link SdpRewriter}. */
    enum Kind {
        ORIGIN,
        CONNECTION,
        MEDIA,
        RTCP,
        CANDIDATE,
        REMOTE_CANDIDATES,
        SOURCE_FILTER,
        ALTERNATIVE,
        FOREIGN
    }

    final Kind kind;
    final int number;
    final int start;
    final int end;
    final int next;

    int addressStart = -1;
    int addressEnd = -1;
    int port;
    int portStart = -1;
    int portEnd = -1;

    @Nullable
    IpAddress ip;

    /** Of a candidate: where the text after {@code candidate:} begins. */
    int valueStart;

    int component;
    long priority;

    CandidateType type = CandidateType.HOST;

    @Nullable
    CandidateTransport transport;

    /** Why the rules leave the line alone; null when they apply. */
    @Nullable
    Reason exempt;

    Decision decision = Decision.NOT_COVERED;

    /** Of a candidate that stays: the transport address that the peer will see. */
    @Nullable
    IpAddress shownAddress;

    int shownPort;

    AddressLine(Kind kind, int number, int start, int end, int next) {
        this.kind = kind;
        this.number = number;
        this.start = start;
        this.end = end;
        this.next = next;
    }

    /** Why the rules leave the line alone that has no address, or one that they must not touch. */
    Reason exemption() {
        return exempt == null ? Reason.MALFORMED : exempt;
    }
}
