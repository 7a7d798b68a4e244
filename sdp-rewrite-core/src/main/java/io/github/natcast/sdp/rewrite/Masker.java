package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Replaces addresses and ICE credentials by names. One address has one name throughout, so that a reader can still
 * follow it. Confined to one masking.
 */
final class Masker {
    private final Map<String, String> names = new HashMap<>();
    private boolean inCandidate;

    /** The text with addresses as {@code ip4-1}, {@code ip6-1} or {@code host-1}, and credentials as {@code ***}. */
    String mask(String text) {
        StringBuilder out = new StringBuilder(text.length());
        String before = "";
        int at = 0;
        inCandidate = false;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isSeparator(text.charAt(end))) {
                end++;
            }
            String token = text.substring(at, end);
            inCandidate |= token.startsWith("a=candidate:") || token.startsWith("candidate:");
            out.append(maskToken(token, before));
            before = token.isEmpty() ? before : token;
            if (end < text.length()) {
                out.append(text.charAt(end));
                if (text.charAt(end) == '\n' || text.charAt(end) == '\r') {
                    before = "";
                    inCandidate = false;
                }
            }
            at = end + 1;
        }
        return out.toString();
    }

    private String maskToken(String token, String before) {
        if (before.equals("ufrag") || token.startsWith("a=ice-ufrag:") || token.startsWith("a=ice-pwd:")) {
            return token.substring(0, token.indexOf(':') + 1) + "***";
        }
        if (IpAddress.parse(token).isPresent()) {
            String family = token.indexOf(':') < 0 ? "ip4-" : "ip6-";
            return names.computeIfAbsent(token, key -> family + (names.size() + 1));
        }
        // RFC 8839 §5.1: a name in the place of an address; mDNS names identify a browser.
        if (token.toLowerCase(Locale.ROOT).endsWith(".local") || isName(token, before)) {
            return names.computeIfAbsent(token, key -> "host-" + (names.size() + 1));
        }
        return token;
    }

    private boolean isName(String token, String before) {
        boolean afterType = before.equalsIgnoreCase("IP4") || before.equalsIgnoreCase("IP6");
        return (afterType || inCandidate) && token.indexOf('.') > 0;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/' || c == ',' || c == ';';
    }
}
