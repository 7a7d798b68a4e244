package io.github.natcast.examples.cli.up;

/**
 * A configuration that is written for a program before it starts. Immutable.
 *
 * @param name of the file, without a folder
 * @param text may hold secrets: the file is its owner's alone
 */
record GeneratedFile(String name, String text) {
    /** Without the text. */
    @Override
    public String toString() {
        return name;
    }
}
