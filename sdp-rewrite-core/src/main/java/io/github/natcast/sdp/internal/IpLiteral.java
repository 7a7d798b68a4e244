package io.github.natcast.sdp.internal;

import org.jspecify.annotations.Nullable;

/** Reads and writes IP address literals. Stateless. */
public final class IpLiteral {
    private IpLiteral() {}

    /** The 32 bits of the dotted-decimal address in {@code text[from, to)}; -1 when it is none. */
    public static long ipv4(String text, int from, int to) {
        if (to - from < 7 || to - from > 15) {
            return -1;
        }
        long bits = 0;
        int octet = -1;
        int dots = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (octet < 0 || ++dots > 3) {
                    return -1;
                }
                bits = (bits << 8) | octet;
                octet = -1;
            } else if (c >= '0' && c <= '9' && octet != 0) {
                octet = octet < 0 ? c - '0' : octet * 10 + c - '0';
                if (octet > 255) {
                    return -1;
                }
            } else {
                // Not a digit, or a digit after a leading zero.
                return -1;
            }
        }
        return dots == 3 && octet >= 0 ? (bits << 8) | octet : -1;
    }

    /** The upper and lower 64 bits of the IPv6 address in {@code text[from, to)}; null when it is none. */
    public static long @Nullable [] ipv6(String text, int from, int to) {
        int zone = indexOf(text, '%', from, to);
        int end = zone < 0 ? to : zone;
        if (end - from < 2 || end - from > 45 || zone == to - 1) {
            return null;
        }
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = from;
        if (text.startsWith("::", at)) {
            gap = 0;
            at += 2;
        }
        while (at < end) {
            int colon = indexOf(text, ':', at, end);
            int groupEnd = colon < 0 ? end : colon;
            if (colon < 0 && indexOf(text, '.', at, end) >= 0) {
                long ipv4 = ipv4(text, at, end);
                if (ipv4 < 0 || count > 6) {
                    return null;
                }
                groups[count++] = (int) (ipv4 >>> 16);
                groups[count++] = (int) (ipv4 & 0xFFFF);
                at = end;
                break;
            }
            int group = hex(text, at, groupEnd);
            if (group < 0 || count == 8) {
                return null;
            }
            groups[count++] = group;
            if (colon < 0) {
                at = end;
            } else if (colon + 1 < end && text.charAt(colon + 1) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at = colon + 2;
            } else if (colon + 1 == end) {
                return null;
            } else {
                at = colon + 1;
            }
        }
        if (gap < 0 ? count != 8 : count == 8) {
            return null;
        }
        return bits(groups, count, gap);
    }

    private static long[] bits(int[] groups, int count, int gap) {
        long[] halves = new long[2];
        int tail = gap < 0 ? 0 : count - gap;
        int head = count - tail;
        for (int i = 0; i < head; i++) {
            halves[i >> 2] |= (long) groups[i] << (48 - 16 * (i & 3));
        }
        for (int i = 0; i < tail; i++) {
            int place = 8 - tail + i;
            halves[place >> 2] |= (long) groups[gap + i] << (48 - 16 * (place & 3));
        }
        return halves;
    }

    private static int hex(String text, int from, int to) {
        if (from >= to || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            // Character.digit accepts full-width and other digits; an address literal has ASCII only.
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private static int indexOf(String text, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Dotted decimal. */
    public static String formatIpv4(long bits) {
        return (bits >>> 24 & 255) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    /** RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as {@code ::}. */
    public static String formatIpv6(long high, long low) {
        if (high == 0 && low >>> 32 == 0xFFFF) {
            return "::ffff:" + formatIpv4(low & 0xFFFF_FFFFL);
        }
        int bestStart = -1;
        int bestLength = 1;
        int runStart = -1;
        for (int i = 0; i < 8; i++) {
            if (group(high, low, i) != 0) {
                runStart = -1;
            } else {
                runStart = runStart < 0 ? i : runStart;
                if (i - runStart + 1 > bestLength) {
                    bestStart = runStart;
                    bestLength = i - runStart + 1;
                }
            }
        }
        StringBuilder out = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                out.append("::");
                i += bestLength - 1;
                continue;
            }
            if (i > 0 && out.charAt(out.length() - 1) != ':') {
                out.append(':');
            }
            out.append(Integer.toHexString(group(high, low, i)));
        }
        return out.toString();
    }

    private static int group(long high, long low, int index) {
        return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index & 3)) & 0xFFFF);
    }
}
