package io.github.natcast.examples.cli.deploy;

/**
 * A file for another program. Immutable.
 *
 * @param name without a folder
 * @param text as it is written
 * @param shown as it is printed: secrets are masked
 * @param secret whether {@code text} has a secret, so that only its owner may read the file
 */
record DeployedFile(String name, String text, String shown, boolean secret) {

    /** The name alone: the text may have a secret. */
    @Override
    public String toString() {
        return name;
    }
}
