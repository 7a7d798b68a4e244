package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import org.jspecify.annotations.Nullable;

/** Finds IP literals anywhere in a line, not only in fields of their own. Confined to its caller's thread. */
final class AddressFinder {
    private final String line;
    private int at;
    private int start;
    private int end;
    private @Nullable IpAddress address;

    AddressFinder(String line) {
        this.line = line;
        // The name of an attribute is none, and its letters may be hexadecimal digits.
        int colon = line.startsWith("a=") ? line.indexOf(':') : -1;
        this.at = colon < 0 ? 0 : colon + 1;
    }

    /** Moves to the next address; false after the last. */
    boolean next() {
        while (at < line.length()) {
            int from = at;
            while (from < line.length() && !isPart(line.charAt(from))) {
                from++;
            }
            int to = from;
            boolean colons = false;
            boolean dots = false;
            while (to < line.length() && isPart(line.charAt(to))) {
                colons |= line.charAt(to) == ':';
                dots |= line.charAt(to) == '.';
                to++;
            }
            // No IPv6 literal has more than 45 characters; the slack is for what stands before and after it.
            if (colons && to - from < 64 && take(trim(from, to, true, ':', '.'), trim(from, to, false, ':', '.'))) {
                at = to;
                return true;
            }
            if (dots && ipv4(from, to)) {
                return true;
            }
            at = Math.max(to, from + 1);
        }
        return false;
    }

    private boolean ipv4(int from, int to) {
        int begin = from;
        while (begin < to) {
            while (begin < to && !isDecimal(line.charAt(begin))) {
                begin++;
            }
            int stop = begin;
            while (stop < to && isDecimal(line.charAt(stop))) {
                stop++;
            }
            if (stop - begin <= 17 && take(trim(begin, stop, true, '.', '.'), trim(begin, stop, false, '.', '.'))) {
                at = stop;
                return true;
            }
            begin = stop;
        }
        return false;
    }

    private int trim(int from, int to, boolean front, char one, char other) {
        int place = front ? from : to;
        if (front) {
            // "::" begins an address; a single colon is what separates it.
            boolean single = place < to && (line.charAt(place) == one || line.charAt(place) == other);
            return single && !line.startsWith("::", place) ? place + 1 : place;
        }
        boolean single = place > from && (line.charAt(place - 1) == one || line.charAt(place - 1) == other);
        return single && !line.startsWith("::", place - 2) ? place - 1 : place;
    }

    private boolean take(int from, int to) {
        if (from >= to) {
            return false;
        }
        address = IpAddress.parseOrNull(line, from, to);
        start = from;
        end = to;
        return address != null;
    }

    private static boolean isPart(char c) {
        return isDecimal(c) || c == ':' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isDecimal(char c) {
        return c == '.' || (c >= '0' && c <= '9');
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    IpAddress address() {
        if (address == null) {
            throw new IllegalStateException("next() has not found any");
        }
        return address;
    }
}
