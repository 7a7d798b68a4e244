package io.github.natcast.examples.cli.config;

/** What may stand behind a key, and how a schema and a sentence call it. */
enum Type {
    TEXT("a text"),
    /** A file, relative to the folder of {@code natcast.toml}. */
    PATH("a file's name"),
    /** A file, a URL, a device or a dash, as {@code --source} takes it; a file as {@link #PATH}. */
    SOURCE("a file, a URL or a device"),
    WHOLE("a number"),
    /** Such as {@code 2000000} or {@code "2M"}. */
    QUANTITY("a number or a text"),
    TOGGLE("true or false"),
    /** A list of texts; one alone needs no brackets. */
    TEXTS("a list of texts"),
    /** A table of texts and numbers whose keys are free. */
    WORDS("a table of texts");

    private final String description;

    Type(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** Whether a value of the file is one. */
    boolean takes(Node node) {
        return switch (this) {
            case TEXT, PATH, SOURCE -> node instanceof Node.Text;
            case WHOLE -> node instanceof Node.Whole;
            case QUANTITY -> isWord(node);
            case TOGGLE -> node instanceof Node.Toggle;
            case TEXTS ->
                node instanceof Node.Text
                        || (node instanceof Node.Items items
                                && items.elements().stream().allMatch(Node.Text.class::isInstance));
            case WORDS ->
                node instanceof Node.Table table
                        && table.members().values().stream().allMatch(Type::isWord);
        };
    }

    private static boolean isWord(Node node) {
        return node instanceof Node.Text || node instanceof Node.Whole;
    }
}
