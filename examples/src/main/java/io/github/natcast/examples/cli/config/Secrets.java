package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a secret stands for: the key itself, {@code …-file} or {@code …-variable}, of which one may be given.
 *
 * @param folder of the configuration, which names of files are relative to
 * @param outside the files and variables that hold them
 */
record Secrets(Folder folder, Surroundings outside) {
    private static final String FILE = "-file";
    private static final String VARIABLE = "-variable";

    /** The secret; empty when it is given in no way. */
    Optional<String> find(Fields fields, String key) throws UserException {
        checkOneWay(fields, key);
        if (fields.has(key + FILE)) {
            return Optional.of(firstLine(fields, key + FILE));
        }
        return fields.has(key + VARIABLE) ? Optional.of(variable(fields, key)) : fields.text(key);
    }

    /** Where the secret is; neither its file nor its variable need be there. Empty when it is given in no way. */
    Optional<SharedSecret> shared(Fields fields, String key) throws UserException {
        checkOneWay(fields, key);
        if (fields.has(key + FILE)) {
            return Optional.of(new SharedSecret.InFile(folder.path(fields, key + FILE)));
        }
        if (fields.has(key + VARIABLE)) {
            String name = fields.required(key + VARIABLE);
            Optional<String> value = new Variables(outside.environment()).value(name);
            return Optional.of(new SharedSecret.InVariable(name, value));
        }
        return fields.text(key).map(SharedSecret.Written::new);
    }

    /**
     * The secrets of a list; none when it is given in no way. A file has one in each line, a variable between blanks.
     */
    List<String> findAll(Fields fields, String key) throws UserException {
        checkOneWay(fields, key);
        if (fields.has(key + FILE)) {
            return lines(fields, key + FILE);
        }
        return fields.has(key + VARIABLE) ? List.of(variable(fields, key).split("\\s+")) : fields.texts(key);
    }

    private static void checkOneWay(Fields fields, String key) throws UserException {
        List<String> ways = Stream.of("", FILE, VARIABLE).map(end -> key + end).toList();
        if (ways.stream().filter(fields::has).count() > 1) {
            throw fields.error(key, "give one of " + ways.get(0) + ", " + ways.get(1) + " and " + ways.get(2));
        }
    }

    private String variable(Fields fields, String key) throws UserException {
        String variable = key + VARIABLE;
        Optional<String> name = fields.text(variable);
        String value = outside.environment().getOrDefault(name.orElse(""), "");
        if (value.isBlank()) {
            throw fields.error(
                    variable, "the environment has no variable " + name.orElse("") + "; set it to the " + key);
        }
        return value.trim();
    }

    private List<String> lines(Fields fields, String key) throws UserException {
        Path file = folder.path(fields, key);
        try {
            List<String> lines = outside.files()
                    .read(file)
                    .lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            if (lines.isEmpty()) {
                throw new UserException(file + " has nothing but blank lines and comments");
            }
            return lines;
        } catch (UserException e) {
            throw fields.error(key, String.valueOf(e.getMessage()));
        }
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
