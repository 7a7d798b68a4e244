package io.github.natcast.sdp.internal;

/** Hides what stands before {@code @} in a URI or an address of a person, and the query of a URI. Stateless. */
final class UriSecrets {
    private static final String ENDS_TOKEN = " \t\"'<>";

    private UriSecrets() {}

    static String hide(String line) {
        if (line.indexOf('@') < 0 && line.indexOf("://") < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder(line.length());
        int at = 0;
        while (at < line.length()) {
            int end = at;
            while (end < line.length() && ENDS_TOKEN.indexOf(line.charAt(end)) < 0) {
                end++;
            }
            token(out, line.substring(at, end));
            if (end < line.length()) {
                out.append(line.charAt(end));
            }
            at = end + 1;
        }
        return out.toString();
    }

    private static void token(StringBuilder out, String token) {
        int copied = 0;
        int sign = token.indexOf('@');
        while (sign >= 0) {
            String user = token.substring(copied, sign);
            int scheme = user.indexOf("://");
            int name = scheme >= 0 ? scheme + 3 : copied > 0 ? 0 : user.indexOf(':') + 1;
            // "e=me@…": the type of the line stays.
            boolean typed = name == 0 && copied == 0 && user.startsWith("=", 1);
            out.append(user, 0, typed ? 2 : name).append(Secrets.HIDDEN).append('@');
            copied = sign + 1;
            sign = token.indexOf('@', copied);
        }
        String rest = token.substring(copied);
        int query = token.indexOf("://") < 0 ? -1 : rest.indexOf('?');
        out.append(rest, 0, query < 0 ? rest.length() : query + 1).append(query < 0 ? "" : Secrets.HIDDEN);
    }
}
