package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of one section by the transport address that the peer will see, to find those that are alike. A hash
 * table, filled for each section of each rewriting; java.util.HashMap would cost as much as all the rest. Confined to
 * one rewriting.
 */
final class TransportAddresses {
    private final @Nullable CandidateLine[] table;

    /** Room for {@code most} candidates. */
    TransportAddresses(int most) {
        table = new CandidateLine[Integer.highestOneBit(Math.max(most, 4)) << 2];
    }

    /** Enters a candidate and returns null, or returns the one like it that is already there. */
    @Nullable
    CandidateLine putIfAbsent(CandidateLine candidate) {
        int slot = find(candidate);
        CandidateLine rival = table[slot];
        if (rival == null) {
            table[slot] = candidate;
        }
        return rival;
    }

    /** Replaces the candidate like this one. */
    void replace(CandidateLine candidate) {
        table[find(candidate)] = candidate;
    }

    private int find(CandidateLine candidate) {
        int slot = hash(candidate) & (table.length - 1);
        // At most half of the table is full, so a free slot ends the search.
        for (CandidateLine line = table[slot]; line != null; line = table[slot]) {
            if (isAlike(line, candidate)) {
                return slot;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private static boolean isAlike(CandidateLine line, CandidateLine other) {
        return line.shownPort == other.shownPort
                && line.component == other.component
                && line.transport == other.transport
                && line.shownAddress != null
                && line.shownAddress.equals(other.shownAddress);
    }

    private static int hash(CandidateLine line) {
        IpAddress address = line.shownAddress;
        long bits = address == null ? 0 : address.highBits() * 31 + address.lowBits();
        int hash = (int) ((bits ^ (bits >>> 32)) * 0x9E3779B9) + line.shownPort * 0x85EBCA6B + line.component * 31;
        return hash ^ (hash >>> 15);
    }
}
