package io.github.natcast.streamer.internal.viewers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Some fields of a candidate (RFC 8839 §5.1: foundation, component, transport, priority, address, port, {@code typ},
 * type). Immutable.
 *
 * @param tcp whether its transport is TCP; else UDP
 * @param address an IP address or a name
 * @param port 0 to 65535
 * @param type {@code host}, {@code srflx}, {@code prflx} or {@code relay}
 */
record CandidateFields(boolean tcp, String address, int port, String type) {
    private static final int LEAST = 8;

    /** Null when the line has not this form. */
    static @Nullable CandidateFields of(String candidate) {
        String[] fields = candidate.split(" ", LEAST + 1);
        if (fields.length < LEAST || !fields[6].equals("typ")) {
            return null;
        }
        try {
            int port = Integer.parseInt(fields[5]);
            return port < 0 || port > 65_535
                    ? null
                    : new CandidateFields(
                            fields[2].equalsIgnoreCase("tcp"),
                            fields[4].toLowerCase(Locale.ROOT),
                            port,
                            fields[7].strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
