package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.Wrapping;

/** Writes a file in which {@code #} begins a comment, as it does in all that we write. Confined to one thread. */
final class ConfigText {
    private static final int COLUMNS = 100;
    private static final String MASK = "********";

    private final Notes notes;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder shown = new StringBuilder();
    private boolean secret;

    ConfigText(Notes notes) {
        this.notes = notes;
    }

    /** A comment in lines of its own. */
    ConfigText note(String key, Object... arguments) {
        return noteAt("", key, arguments);
    }

    /** A comment that is indented as what it is about. */
    ConfigText noteAt(String indent, String key, Object... arguments) {
        // What a user wrote may have a line break, and what follows it would no longer be a comment.
        String comment = Values.oneLine(notes.text(key, arguments));
        for (String line : Wrapping.lines(comment, COLUMNS - indent.length() - 2)) {
            line(indent + "# " + line);
        }
        return this;
    }

    /** A line with nothing in it that a user wrote, unless it was quoted. */
    ConfigText line(String line) {
        text.append(line).append('\n');
        shown.append(line).append('\n');
        return this;
    }

    ConfigText blank() {
        return line("");
    }

    /** A line that ends with a secret. */
    ConfigText secretLine(String before, String value) {
        text.append(before).append(value).append('\n');
        shown.append(before).append(MASK).append('\n');
        secret = true;
        return this;
    }

    DeployedFile file(String name) {
        return new DeployedFile(name, text.toString(), shown.toString(), secret);
    }
}
