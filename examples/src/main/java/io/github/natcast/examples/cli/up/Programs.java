package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.UserException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds executables as a shell would. Immutable. */
final class Programs {
    private final String path;

    /** @param path folders, as the variable PATH has them */
    Programs(@Nullable String path) {
        this.path = path == null ? "" : path;
    }

    Optional<Path> find(String name) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Programs::isExecutable)
                .findFirst();
    }

    /** The one that an option names. */
    static Path named(String option, Path file) throws UserException {
        if (!isExecutable(file)) {
            throw new UserException(option + " " + file + ": "
                    + (Files.exists(file) ? "no executable file; chmod +x it, or name another" : "no such file"));
        }
        return file.toAbsolutePath();
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
