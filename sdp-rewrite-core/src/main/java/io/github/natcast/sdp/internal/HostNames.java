package io.github.natcast.sdp.internal;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host names of one line whose addresses are masked; {@link Masker} tells which. Confined to one masking. */
final class HostNames {
    private static final Set<String> ADDRESS_ATTRIBUTES =
            Set.of("candidate", "remote-candidates", "rtcp", "altc", "alt", "source-filter");

    /** What has taken the place of an address, the one address that stays, and a TTL after it. */
    private static final Pattern NO_NAME = Pattern.compile("ip[46]-\\d+|0\\.0\\.0\\.0|\\d*");

    private final String line;
    private final StringBuilder out;
    private final boolean addresses;
    private final Iterator<AddressFields.Field> fields;
    private AddressFields.@Nullable Field field;
    private int copied;

    HostNames(String line) {
        this.line = line;
        this.out = new StringBuilder(line.length());
        String attribute = attribute(line);
        this.addresses = ADDRESS_ATTRIBUTES.contains(attribute)
                || line.toLowerCase(Locale.ROOT).contains("candidate:");
        this.fields = AddressFields.of(line, attribute).iterator();
        this.field = next();
    }

    private AddressFields.@Nullable Field next() {
        return fields.hasNext() ? fields.next() : null;
    }

    /** The line with what {@code name} says in place of each. */
    String replace(UnaryOperator<String> name) {
        int at = 0;
        boolean afterType = false;
        while (at < line.length()) {
            int end = at;
            while (end < line.length() && isName(line.charAt(end))) {
                end++;
            }
            String token = line.substring(at, end);
            if (isHost(token, at, afterType)) {
                out.append(line, copied, at).append(name.apply(token));
                copied = end;
            }
            if (!token.isEmpty()) {
                afterType = token.equalsIgnoreCase("IP4") || token.equalsIgnoreCase("IP6");
            }
            at = Math.max(end, at + 1);
        }
        return out.append(line, copied, line.length()).toString();
    }

    private boolean isHost(String token, int at, boolean afterType) {
        String lower = token.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".local") || lower.endsWith(".local.")) {
            return true;
        }
        boolean placed = isInField(at);
        boolean authority = line.startsWith("://", at - 3) || (at > 0 && line.charAt(at - 1) == '@');
        return !NO_NAME.matcher(token).matches()
                && (placed || afterType || authority || (addresses && token.indexOf('.') > 0));
    }

    /** Asked for places from left to right. */
    private boolean isInField(int at) {
        while (field != null && field.end() <= at) {
            field = next();
        }
        return field != null && field.start() <= at;
    }

    /** The name of an attribute with a value; empty when this is none. */
    private static String attribute(String line) {
        int name = line.indexOf("a=") + 2;
        int colon = line.indexOf(':');
        return name >= 2 && colon > name ? line.substring(name, colon) : "";
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }
}
