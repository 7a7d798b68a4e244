package io.github.natcast.topology;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The JSON form of a topology is malformed or contradicts itself. The message is one line and names the fix. */
public final class TopologyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TopologyException(String problem, int line, int column, @Nullable Throwable cause) {
        super("line " + line + ", column " + column + ": " + problem, cause);
        this.line = line;
        this.column = column;
    }

    /** For a problem of the whole topology. */
    TopologyException(IllegalArgumentException cause) {
        super(Objects.requireNonNullElse(cause.getMessage(), "the topology is not valid"), cause);
        this.line = 0;
        this.column = 0;
    }

    /** The line of the JSON text, from 1; empty when the problem is not at one place. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** The column in the line, from 1; empty when the problem is not at one place. */
    public OptionalInt column() {
        return column == 0 ? OptionalInt.empty() : OptionalInt.of(column);
    }
}
