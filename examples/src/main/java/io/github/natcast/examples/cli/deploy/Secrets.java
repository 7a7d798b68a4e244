package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.Path;

/** Reads the secret in a file, for those formats that cannot refer to one. */
@FunctionalInterface
interface Secrets {
    /** Those of this host's files. */
    Secrets FILES = BoundedInput::firstLine;

    /** The first line of the file. */
    String firstLine(Path file) throws UserException;
}
