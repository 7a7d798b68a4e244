package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import java.nio.file.Path;
import java.util.Optional;

/** The secrets in the files that a deployment names. They are compared, and never shown. */
@FunctionalInterface
interface SecretFiles {
    /** Those of this host; a file that is missing here may be there where the server runs, so nothing is said of it. */
    SecretFiles OF_THIS_HOST = file -> {
        try {
            return Optional.of(BoundedInput.firstLine(file));
        } catch (UserException e) {
            return Optional.empty();
        }
    };

    /** The first line of the file; empty when it cannot be read from here. */
    Optional<String> secret(Path file);

    /** That of TURN servers; empty when it cannot be read from here. */
    default Optional<String> shared(SharedSecret shared) {
        try {
            return Optional.of(
                    shared.read(file -> secret(file).orElseThrow(() -> new UserException(file + " cannot be read"))));
        } catch (UserException e) {
            return Optional.empty();
        }
    }
}
