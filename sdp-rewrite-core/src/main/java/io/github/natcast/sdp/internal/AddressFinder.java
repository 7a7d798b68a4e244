package io.github.natcast.sdp.internal;

/**
 * Finds IP literals anywhere in a line, not only in fields of their own: within {@code rtsp://[fd00::10]:554/},
 * {@code me@192.168.1.10}, {@code 192.168.001.010} or {@code fe80::1%eth0}. Confined to its caller's thread.
 *
 * <p>Not found: what is part of a longer row of numbers, such as {@code 1.2.3.4.5} or the octets of a fingerprint; and
 * {@code ::} within a word.
 */
public final class AddressFinder {
    /** No IPv6 literal is longer than 45 characters; the slack is for a word before it and a port after it. */
    private static final int LONGEST = 64;

    private final String line;
    private int at;
    private int start;
    private int end;
    private boolean ipv6;
    private long high;
    private long low;

    public AddressFinder(String line) {
        this.line = line;
    }

    /** Moves to the next address; false after the last. */
    public boolean next() {
        while (at < line.length()) {
            int from = at;
            while (from < line.length() && !isPart(line.charAt(from))) {
                from++;
            }
            int to = from;
            int colons = 0;
            while (to < line.length() && isPart(line.charAt(to))) {
                colons += line.charAt(to++) == ':' ? 1 : 0;
            }
            if (colons > 1 && to - from <= LONGEST && ipv6(from, to)) {
                at = end;
                return true;
            }
            if (ipv4(from, to)) {
                at = end;
                return true;
            }
            at = Math.max(to, from + 1);
        }
        return false;
    }

    /** The run may begin with a name and its colon, and end with a colon and a port, or with a full stop. */
    private boolean ipv6(int begin, int to) {
        int from = begin;
        while (line.charAt(from) == '.') {
            from++;
        }
        int first = line.startsWith("::", from) ? from : line.charAt(from) == ':' ? from + 1 : from;
        int last = to;
        while (last > first && (line.charAt(last - 1) == '.' || single(last - 1, first))) {
            last--;
        }
        int value = line.indexOf(':', first) + 1;
        int port = line.lastIndexOf(':', last - 1);
        // "cname:fd00::10": a word's last letters may be hexadecimal digits, but no literal begins within a word.
        if (isWord(first - 1)) {
            return takeIpv6(value, last) || (line.startsWith("::", value - 1) && takeIpv6(value - 1, last));
        }
        // "a=fade:fd00::10": what stands before the first colon is the name of the attribute, for lack of a better
        // guess.
        boolean attribute = first >= 2 && line.startsWith("a=", first - 2);
        return (attribute && takeIpv6(value, last))
                || takeIpv6(first, last)
                || takeIpv6(first, port)
                || takeIpv6(value, last);
    }

    /** Whether the colon at {@code place} ends the literal's text without being part of it. */
    private boolean single(int place, int first) {
        return line.charAt(place) == ':' && (place == first || line.charAt(place - 1) != ':');
    }

    private boolean takeIpv6(int from, int to) {
        if (from >= to) {
            return false;
        }
        long[] bits = IpLiteral.ipv6(line, from, to);
        if (bits == null || (to - from == 2 && (isWord(from - 1) || isWord(to)))) {
            return false;
        }
        start = from;
        end = zoneEnd(to);
        ipv6 = true;
        high = bits[0];
        low = bits[1];
        return true;
    }

    /** RFC 4007 §11.2, and {@code %25} in URIs (RFC 6874 §2). */
    private int zoneEnd(int to) {
        int place = to;
        if (place < line.length() && line.charAt(place) == '%') {
            place++;
            while (isWord(place) || (place < line.length() && "._~-%".indexOf(line.charAt(place)) >= 0)) {
                place++;
            }
        }
        // A full stop after it ends the sentence.
        while (place > to && !isWord(place - 1)) {
            place--;
        }
        return place;
    }

    private boolean ipv4(int from, int to) {
        int begin = from;
        while (begin < to) {
            while (begin < to && !isDigit(line.charAt(begin))) {
                begin++;
            }
            int stop = begin;
            while (stop < to && (isDigit(line.charAt(stop)) || line.charAt(stop) == '.')) {
                stop++;
            }
            int last = stop;
            while (last > begin && line.charAt(last - 1) == '.') {
                last--;
            }
            long bits = begin == stop ? -1 : lenientIpv4(begin, last);
            if (bits >= 0) {
                start = begin;
                end = last;
                ipv6 = false;
                high = 0;
                low = bits;
                return true;
            }
            begin = stop;
        }
        return false;
    }

    /** Four decimal octets; leading zeros count for nothing, as most readers have it. -1 when it is none. */
    private long lenientIpv4(int from, int to) {
        long bits = 0;
        int octet = -1;
        int dots = 0;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c != '.') {
                octet = Math.max(octet, 0) * 10 + c - '0';
            } else if (octet >= 0) {
                bits = bits << 8 | octet;
                octet = -1;
                dots++;
            } else {
                return -1;
            }
            if (octet > 255 || dots > 3) {
                return -1;
            }
        }
        return dots == 3 && octet >= 0 ? bits << 8 | octet : -1;
    }

    private boolean isWord(int place) {
        return place >= 0 && place < line.length() && Character.isLetterOrDigit(line.charAt(place));
    }

    private static boolean isPart(char c) {
        return isDigit(c) || c == '.' || c == ':' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Where the address begins. */
    public int start() {
        return start;
    }

    /** Where it ends, a zone included. */
    public int end() {
        return end;
    }

    /** Whether it is written as IPv6. */
    public boolean isIpv6() {
        return ipv6;
    }

    /** The upper 64 bits; 0 for IPv4. */
    public long highBits() {
        return high;
    }

    /** The lower 64 bits; for IPv4 the 32 bits of the address. */
    public long lowBits() {
        return low;
    }
}
