package io.github.natcast.sdp.internal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces addresses, host names, names of people and secrets in descriptions, lines of them, or lone candidates.
 * Confined to one masking: one address or host has one name throughout, however it is written, so that a reader can
 * still follow it.
 *
 * <ul>
 *   <li>Secrets become {@code ***}, as {@link Secrets} lists them; {@link #hideSecrets} does this alone.
 *   <li>Each IP address that {@link AddressFinder} finds becomes {@code ip4-1} or {@code ip6-1}; its notation, zone and
 *       {@code ::ffff:} do not count. {@code 0.0.0.0} and {@code ::} stay: they say that there is none.
 *   <li>Host names become {@code host-1} in candidates, {@code c=}, {@code o=}, {@code a=rtcp}, {@code a=altc},
 *       {@code a=alt}, {@code a=remote-candidates} and URIs; names below {@code .local} everywhere.
 *   <li>People: the values of {@code s=}, {@code i=}, {@code e=} and {@code p=} and the user name of {@code o=} become
 *       {@code ***}, but {@code -} and blanks stay. Titles count as people: they often are the name of a room or user.
 * </ul>
 */
public final class Masker {
    /** A description inside JSON or a log has its line endings written out; a lone backslash may be of a password. */
    private static final Pattern ENDING = Pattern.compile("[\\r\\n]++|(?:\\\\[rn]){1,4}+(?=[a-z]=)");

    /** What is not worth remembering. */
    private static final int SHORT = 1024;

    private static final Pattern PERSON = Pattern.compile("^(\\W*[siep]=)(?!\\s*+(?:-\\s*+)?$).*", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("^(\\W*o=\\s*+)(?!-\\s)\\S++");

    private final Map<String, String> names = new HashMap<>();
    /** A report has a long line once for each of its addresses. */
    private String last = "";

    private String lastMasked = "";

    /** The text without its secrets; {@code a=ice-ufrag} stays, which every check sends in clear (RFC 8445 §7.2.2). */
    public static String hideSecrets(String text) {
        return eachLine(text, line -> line.startsWith("a=ice-ufrag:") ? line : Secrets.hide(line));
    }

    /** The text without secrets, people, host names and addresses. */
    public String mask(String text) {
        if (text.length() < SHORT) {
            return eachLine(text, this::maskLine);
        }
        if (!text.equals(last)) {
            lastMasked = eachLine(text, this::maskLine);
            last = text;
        }
        return lastMasked;
    }

    private static String eachLine(String text, UnaryOperator<String> change) {
        StringBuilder out = new StringBuilder(text.length());
        Matcher ending = ENDING.matcher(text);
        int copied = 0;
        while (ending.find()) {
            out.append(change.apply(text.substring(copied, ending.start()))).append(ending.group());
            copied = ending.end();
        }
        return out.append(change.apply(text.substring(copied))).toString();
    }

    private String maskLine(String line) {
        String hidden = Secrets.hide(line);
        hidden = PERSON.matcher(hidden).replaceFirst("$1" + Secrets.HIDDEN);
        hidden = USER.matcher(hidden).replaceFirst("$1" + Secrets.HIDDEN);
        return new HostNames(maskAddresses(hidden)).replace(this::host);
    }

    private String host(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return names.computeIfAbsent(key, absent -> "host-" + (names.size() + 1));
    }

    private String maskAddresses(String line) {
        StringBuilder out = new StringBuilder(line.length());
        AddressFinder finder = new AddressFinder(line);
        int copied = 0;
        while (finder.next()) {
            out.append(line, copied, finder.start());
            copied = finder.end();
            out.append(name(finder));
        }
        return out.append(line, copied, line.length()).toString();
    }

    private String name(AddressFinder found) {
        long high = found.highBits();
        long low = found.lowBits();
        if (high == 0 && low == 0) {
            return found.isIpv6() ? "::" : "0.0.0.0";
        }
        boolean ipv4 = !found.isIpv6() || (high == 0 && low >>> 32 == 0xFFFF);
        String key = ipv4 ? IpLiteral.formatIpv4(low & 0xFFFF_FFFFL) : IpLiteral.formatIpv6(high, low);
        return names.computeIfAbsent(key, absent -> (ipv4 ? "ip4-" : "ip6-") + (names.size() + 1));
    }
}
