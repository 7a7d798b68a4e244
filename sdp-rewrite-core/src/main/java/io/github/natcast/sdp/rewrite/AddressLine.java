package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.LineKind;
import org.jspecify.annotations.Nullable;

/** A line that carries an address, a port or both. Confined to one rewriting. */
class AddressLine extends Line {
    /** Of {@code c=}, {@code o=} and {@code a=rtcp}: where {@code IP4} or {@code IP6} stands; else -1. */
    int addressTypeStart = -1;

    int addressTypeEnd = -1;
    /** -1 when the line has no address. */
    int addressStart = -1;

    int addressEnd = -1;
    /** 0 when the line has none. */
    int port;
    /** -1 when the line has no port. */
    int portStart = -1;

    int portEnd = -1;

    /** Null for a host name and where there is no address. */
    @Nullable
    IpAddress ip;

    AddressLine(LineKind kind, int number, int start, int end, int next) {
        super(kind, number, start, end, next);
    }

    /** A connection address that the text does not have. */
    static AddressLine at(IpAddress address) {
        AddressLine line = new AddressLine(LineKind.CONNECTION, 0, 0, 0, 0);
        line.ip = address;
        return line;
    }
}
