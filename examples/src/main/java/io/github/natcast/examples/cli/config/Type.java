package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.text.Node;

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
    /** A list of files, each as {@link #PATH}; a dash stands for none. */
    PATHS("a list of files' names"),
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
            case TEXT, PATH, SOURCE -> Fields.is(node, Node.Sort.TEXT);
            case WHOLE -> Fields.is(node, Node.Sort.WHOLE);
            case QUANTITY -> isWord(node);
            case TOGGLE -> Fields.is(node, Node.Sort.TOGGLE);
            case TEXTS, PATHS ->
                Fields.is(node, Node.Sort.TEXT)
                        || (node instanceof Node.Items items
                                && items.nodes().stream().allMatch(item -> Fields.is(item, Node.Sort.TEXT)));
            case WORDS ->
                node instanceof Node.Table table
                        && table.entries().values().stream().allMatch(entry -> isWord(entry.value()));
        };
    }

    /** Whether there may be several values. */
    boolean isList() {
        return this == TEXTS || this == PATHS;
    }

    private static boolean isWord(Node node) {
        return Fields.is(node, Node.Sort.TEXT) || Fields.is(node, Node.Sort.WHOLE);
    }
}
