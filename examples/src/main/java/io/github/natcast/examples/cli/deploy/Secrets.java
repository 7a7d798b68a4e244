package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads the secret in a file, for those formats that cannot refer to one. */
@FunctionalInterface
interface Secrets {
    /** Those of this host's files. */
    Secrets FILES = file -> new String(BoundedInput.read(file), StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .map(String::trim)
            .filter(line -> !line.isEmpty())
            .orElseThrow(() -> new UserException("the first line of " + file + " is empty; write the secret there"));

    /** The first line of the file. */
    String firstLine(Path file) throws UserException;
}
