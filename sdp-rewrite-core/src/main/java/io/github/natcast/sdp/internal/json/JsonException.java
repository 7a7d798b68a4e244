package io.github.natcast.sdp.internal.json;

/** The text is not the expected JSON; says where. */
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int line;
    private final int column;

    /**
     * @param problem what is wrong, without the position
     * @param position where
     */
    public JsonException(String problem, JsonValue.Position position) {
        super(position + ": " + problem);
        this.problem = problem;
        this.line = position.line();
        this.column = position.column();
    }

    /** What is wrong, without the position. */
    public String problem() {
        return problem;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1, in UTF-16 units. */
    public int column() {
        return column;
    }
}
