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
        // The groups after "::", or all while there is none; the two halves shift up as groups come.
        long high = 0;
        long low = 0;
        long head = 0;
        long headLow = 0;
        int count = 0;
        int digits = 0;
        int group = 0;
        int gap = to - from >= 2 && text.startsWith("::", from) ? 0 : -1;
        int afterGap = gap < 0 ? -1 : from + 2;
        int at = gap < 0 ? from : afterGap;
        for (; at < to; at++) {
            char c = text.charAt(at);
            int digit = hex(c);
            if (digit >= 0) {
                if (digits++ == 4) {
                    return null;
                }
                group = group << 4 | digit;
            } else if (c == ':') {
                if (digits == 0 || count == 8) {
                    return null;
                }
                high = high << 16 | low >>> 48;
                low = low << 16 | group;
                count++;
                digits = 0;
                group = 0;
                if (at + 1 < to && text.charAt(at + 1) == ':') {
                    if (gap >= 0) {
                        return null;
                    }
                    gap = count;
                    head = high;
                    headLow = low;
                    high = 0;
                    low = 0;
                    at++;
                    afterGap = at + 1;
                }
            } else {
                break;
            }
        }
        int zone = at < to && text.charAt(at) == '.' ? TokenCursor.find(text, '%', at, to) : at;
        if (zone < to && (text.charAt(zone) != '%' || zone == to - 1)) {
            return null;
        }
        if (zone > at) {
            long ipv4 = ipv4(text, at - digits, zone);
            if (ipv4 < 0 || count > 6) {
                return null;
            }
            high = high << 32 | low >>> 32;
            low = low << 32 | ipv4;
            count += 2;
        } else if (digits > 0) {
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
            count++;
        } else if (at != afterGap) {
            return null;
        }
        if (gap < 0) {
            return count == 8 ? new long[] {high, low} : null;
        }
        return count < 8 ? joined(head, headLow, gap, high, low) : null;
    }

    /** {@code gap} groups in front, zeros, and the groups that end the address. */
    private static long[] joined(long head, long headLow, int gap, long high, long low) {
        // Groups in front that fit the upper half; with none, they are 0 and the shift by 64 changes nothing.
        if (gap <= 4) {
            return new long[] {high | headLow << (64 - 16 * gap), low};
        }
        int shift = 128 - 16 * gap;
        return new long[] {high | head << shift | headLow >>> (64 - shift), low | headLow << shift};
    }

    /** The value of an ASCII hexadecimal digit, since an address literal has no full-width ones; else -1. */
    private static int hex(char c) {
        int digit = c - '0';
        if (digit >= 0 && digit <= 9) {
            return digit;
        }
        int letter = (c | 0x20) - 'a';
        return letter >= 0 && letter < 6 ? letter + 10 : -1;
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
