package io.github.natcast.examples.cli.verify;

import java.util.Locale;

/**
 * What became of an attempt to reach a port. Immutable.
 *
 * @param proof what a natcast answered to the nonce, or the address that an ICE agent saw; empty unless proved
 */
record Reached(Kind kind, String proof) {

    /** Who answered. */
    enum Kind {
        /** A natcast or an ICE agent: the proof tells which. */
        PROVED,
        /** Somebody who is none. */
        OTHER,
        /** Somebody who takes the connection and ends it without a word, as a tunnel does whose far end is closed. */
        CLOSED,
        /** Nobody: the host says that the port is closed. */
        REFUSED,
        /** Nobody. */
        SILENT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Reached proved(String proof) {
        return new Reached(Kind.PROVED, proof);
    }

    static Reached of(Kind kind) {
        return new Reached(kind, "");
    }
}
