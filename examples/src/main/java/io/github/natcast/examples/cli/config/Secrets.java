package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a secret stands for: the key itself, {@code …-file} or {@code …-variable}, of which one may be given.
 *
 * @param folder of the configuration, which names of files are relative to
 * @param environment the process's variables
 */
record Secrets(Folder folder, Map<String, String> environment) {

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
        String value = environment.getOrDefault(name.get(), "");
        if (value.isBlank()) {
            throw fields.error(variable, "the environment has no variable " + name.get() + "; set it to the " + key);
        }
        return Optional.of(value.trim());
    }

    private String firstLine(Fields fields, String key) throws UserException {
        Path file = folder.path(fields, key);
        try {
            return new String(BoundedInput.read(file), StandardCharsets.UTF_8)
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
