package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;

/** Values that users wrote, in the quotes of each format. */
final class Values {
    private Values() {}

    /** A basic string of TOML 1.0, a flow scalar of YAML 1.2 and a string of JSON: all three read these escapes. */
    static String quoted(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7F && c <= 0x9F) || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** For Compose, where {@code $} begins a variable. */
    static String compose(String value) {
        return quoted(value).replace("$", "$$");
    }

    /** For frp, which takes its files for templates of Go before it reads them. */
    static String frp(String value) throws UserException {
        if (value.contains("{{")) {
            throw new UserException("\"" + oneLine(value)
                    + "\" has {{, which frp takes for the beginning of a template; choose another");
        }
        return quoted(value);
    }

    /** For a unit of systemd: {@code %} begins a specifier, {@code $} a variable in commands. */
    static String systemd(String value) {
        return quoted(value).replace("%", "%%").replace("$", "$$");
    }

    /** For a path in a unit of systemd outside of commands, where nothing is quoted. */
    static String systemdPath(String what, String value) throws UserException {
        if (!value.startsWith("/")) {
            throw new UserException(what + " " + oneLine(value) + " must be an absolute path for systemd, such as"
                    + " /etc/natcast/" + oneLine(value));
        }
        if (!value.matches("[\\p{L}\\p{N}/._@+=-]+")) {
            throw new UserException(what + " " + oneLine(value)
                    + " has characters that systemd would split or replace; use letters, digits and / . _ @ + = -");
        }
        return value;
    }

    /** A value of a line that ends it: coturn has no quotes. */
    static String plain(String what, String value) throws UserException {
        if (value.isEmpty() || !value.equals(value.strip()) || value.chars().anyMatch(Character::isISOControl)) {
            throw new UserException(what + " is empty, or has a control character or a blank at one end, which"
                    + " turnserver.conf cannot say; choose another");
        }
        return value;
    }

    /** In one line: a line break could end a comment or a message. */
    static String oneLine(String value) {
        return value.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
    }
}
