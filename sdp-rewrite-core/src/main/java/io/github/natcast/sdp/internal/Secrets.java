package io.github.natcast.sdp.internal;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hides keys and passwords in one line; addresses stay. Stateless. What it hides:
 *
 * <ul>
 *   <li>the value of {@code k=}, and that of each attribute whose name has one of {@link #NAMES}, whatever the spacing
 *       and case: {@code a=crypto}, {@code a=key-mgmt}, {@code a=ice-ufrag}, {@code a=ice-pwd}, {@code a=identity};
 *   <li>the same within {@code a=acap} (RFC 5939 §3.3.2), and the user name and password of {@code a=alt};
 *   <li>in candidates, the value of {@code ufrag}, and all that follows {@code pwd} or {@code password};
 *   <li>elsewhere, the value of a parameter whose name has one of {@link #NAMES}: {@code token=…}, {@code "pwd":"…"},
 *       {@code inline:…};
 *   <li>what stands before {@code @}, and the query of a URI.
 * </ul>
 *
 * <p>Not hidden: a secret that nothing announces, such as one in the path of a URI; and fingerprints, which are public.
 */
final class Secrets {
    static final String HIDDEN = "***";

    private static final String[] NAMES = {
        "ufrag",
        "usernamefragment",
        "pwd",
        "passw",
        "secret",
        "token",
        "crypto",
        "key",
        "inline",
        "credential",
        "auth",
        "identity"
    };
    private static final int LONGEST_NAME = 40;
    private static final String ENDS_VALUE = " \t\"'\\&;,<>";
    private static final Pattern UFRAG = Pattern.compile("(\\sufrag\\s++)[^\\s\"]++", Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSWORD =
            Pattern.compile("(\\s(?:pwd|password)\\s).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ALTERNATIVE =
            Pattern.compile("^(a=alt:\\s*+\\S++\\s++\\S++\\s++:\\s++)\\S++\\s++\\S++");

    private Secrets() {}

    /** The line, which has no ending, without its secrets. */
    static String hide(String line) {
        int name = nameStart(line);
        int nameEnd = name;
        while (nameEnd < line.length() && isSign(line.charAt(nameEnd))) {
            nameEnd++;
        }
        int value = TokenCursor.skipBlanks(line, nameEnd, line.length());
        boolean key = nameEnd - name == 1 && line.startsWith("k", name) && startsWith(line, value, '=');
        if (key || (name > 0 && isSecret(line, name, nameEnd))) {
            boolean separated = value < line.length() && ":=".indexOf(line.charAt(value)) >= 0;
            return line.substring(0, separated ? value + 1 : nameEnd) + (separated ? HIDDEN : " " + HIDDEN);
        }
        String hidden = line;
        if (hidden.toLowerCase(Locale.ROOT).contains("candidate")) {
            hidden = UFRAG.matcher(hidden).replaceAll("$1" + HIDDEN);
            hidden = PASSWORD.matcher(hidden).replaceFirst("$1" + HIDDEN);
        }
        hidden = ALTERNATIVE.matcher(hidden).replaceFirst("$1" + HIDDEN + " " + HIDDEN);
        return UriSecrets.hide(hideParameters(hidden));
    }

    /** Where the name of the attribute begins, within {@code a=acap:1} that of the attribute that it offers. */
    private static int nameStart(String line) {
        int at = TokenCursor.skipBlanks(line, startsWith(line, 0, '\uFEFF') ? 1 : 0, line.length());
        if (!line.regionMatches(true, at, "a", 0, 1)) {
            return at;
        }
        int equals = TokenCursor.skipBlanks(line, at + 1, line.length());
        if (!startsWith(line, equals, '=')) {
            return at;
        }
        int name = TokenCursor.skipBlanks(line, equals + 1, line.length());
        if (line.startsWith("acap:", name)) {
            int number = TokenCursor.skipBlanks(line, name + "acap:".length(), line.length());
            int blank = line.indexOf(' ', number);
            return blank < 0 ? name : TokenCursor.skipBlanks(line, blank, line.length());
        }
        return name;
    }

    private static String hideParameters(String line) {
        StringBuilder out = new StringBuilder(line.length());
        int copied = 0;
        for (int i = 0; i < line.length(); i++) {
            if (":=".indexOf(line.charAt(i)) < 0) {
                continue;
            }
            int end = i;
            while (end > copied && "\"\\ ".indexOf(line.charAt(end - 1)) >= 0 && i - end < 4) {
                end--;
            }
            int begin = end;
            while (begin > copied && end - begin < LONGEST_NAME && isSign(line.charAt(begin - 1))) {
                begin--;
            }
            if (!isSecret(line, begin, end)) {
                continue;
            }
            if (line.startsWith("a=", begin - 2)) {
                // An attribute behind something that is no SDP: its value may have blanks.
                return out.append(line, copied, i + 1).append(HIDDEN).toString();
            }
            int value = i + 1;
            while (value < line.length() && "\"\\ ".indexOf(line.charAt(value)) >= 0) {
                value++;
            }
            int stop = value;
            while (stop < line.length() && ENDS_VALUE.indexOf(line.charAt(stop)) < 0) {
                stop++;
            }
            if (stop > value) {
                out.append(line, copied, value).append(HIDDEN);
                copied = stop;
                i = stop - 1;
            }
        }
        return out.append(line, copied, line.length()).toString();
    }

    private static boolean isSecret(String line, int from, int to) {
        String name =
                line.substring(from, Math.min(to, from + 2 * LONGEST_NAME)).toLowerCase(Locale.ROOT);
        return Stream.of(NAMES).anyMatch(name::contains);
    }

    private static boolean startsWith(String line, int place, char c) {
        return place < line.length() && line.charAt(place) == c;
    }

    private static boolean isSign(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '+';
    }
}
