package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a secret stands for: the key itself, {@code …-file} or {@code …-variable}, of which one may be given.
 *
 * @param folder of the configuration, which names of files are relative to
 * @param outside the files and variables that hold them
 */
record Secrets(Folder folder, Surroundings outside) {

    /** The secret; empty when it is given in no way. */
    Optional<String> find(Fields fields, String key) throws UserException {
        String file = key + "-file";
        String variable = key + "-variable";
        long ways = Stream.of(key, file, variable).filter(fields::has).count();
        if (ways > 1) {
            throw fields.error(key, "give one of " + key + ", " + file + " and " + variable);
        }
        if (fields.has(file)) {
            return Optional.of(firstLine(fields, file));
        }
        Optional<String> name = fields.text(variable);
        if (name.isEmpty()) {
            return fields.text(key);
        }
        String value = outside.environment().getOrDefault(name.get(), "");
        if (value.isBlank()) {
            throw fields.error(variable, "the environment has no variable " + name.get() + "; set it to the " + key);
        }
        return Optional.of(value.trim());
    }

    private String firstLine(Fields fields, String key) throws UserException {
        Path file = folder.path(fields, key);
        try {
            return outside.files()
                    .read(file)
                    .lines()
                    .findFirst()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new UserException("the first line of " + file + " is empty"));
        } catch (UserException e) {
            throw fields.error(key, String.valueOf(e.getMessage()));
        }
    }
}
