package io.github.natcast.examples.cli.deployment;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the secret is that {@code serve} shares with TURN servers: of a coturn of ours or of somebody else's. It is
 * read by whoever needs it, so that a deployment can be described where the secret is not. Immutable.
 */
public sealed interface SharedSecret {

    /** Reads the first line of a file. */
    @FunctionalInterface
    interface Files {
        String firstLine(Path file) throws UserException;
    }

    /**
     * The secret itself.
     *
     * @throws UserException when it is not there
     */
    String read(Files files) throws UserException;

    /** A file or a variable, or the configuration: what may be shown. */
    String place();

    /** A file whose first line it is. */
    record InFile(Path file) implements SharedSecret {
        @Override
        public String read(Files files) throws UserException {
            return files.firstLine(file);
        }

        @Override
        public String place() {
            return file.toString();
        }
    }

    /**
     * A variable of the environment.
     *
     * @param value empty where the variable is not set
     */
    record InVariable(String name, Optional<String> value) implements SharedSecret {
        @Override
        public String read(Files files) throws UserException {
            return value.orElseThrow(
                    () -> new UserException("the environment has no variable " + name + "; set it to the secret"));
        }

        @Override
        public String place() {
            return name;
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Written into the configuration. */
    record Written(String value) implements SharedSecret {
        @Override
        public String read(Files files) {
            return value;
        }

        @Override
        public String place() {
            return "natcast.toml";
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return place();
        }
    }
}
