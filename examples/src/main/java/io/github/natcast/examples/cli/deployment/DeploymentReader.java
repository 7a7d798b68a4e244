package io.github.natcast.examples.cli.deployment;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.Path;

/** Reads a deployment from the file that a command is given. */
@FunctionalInterface
public interface DeploymentReader {

    /**
     * Reads it.
     *
     * @throws UserException with file, line and column, when the file does not describe one
     */
    Deployment read(Path file) throws UserException;

    /**
     * Reads it for what is so on its own host: names of public addresses are not looked up, and other addresses stand
     * in their place.
     *
     * @throws UserException as {@link #read}
     */
    default Deployment readWithoutLookup(Path file) throws UserException {
        return read(file);
    }

    /**
     * Reads it where its server runs: what {@code serve} would refuse is refused here, too. Elsewhere the files that it
     * names need not be there.
     *
     * @throws UserException as {@link #read}, or in the words of {@code serve}
     */
    default Deployment readToServe(Path file) throws UserException {
        return read(file);
    }
}
