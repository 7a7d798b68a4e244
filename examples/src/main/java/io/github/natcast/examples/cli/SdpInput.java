package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.FileTrouble;
import io.github.natcast.examples.cli.console.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file to rewrite.
 *
 * @param path where to read it
 * @param name the name of its result below the output folder
 */
record SdpInput(Path path, Path name) {

    /** Takes each file, and all files below each folder; refuses two results with the same name. */
    static List<SdpInput> collect(List<Path> arguments) throws UserException {
        List<SdpInput> inputs = new ArrayList<>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                addFolder(argument, inputs);
            } else if (Files.isReadable(argument)) {
                inputs.add(new SdpInput(argument, argument.getFileName()));
            } else {
                throw new UserException(argument + (Files.exists(argument) ? " cannot be read" : " does not exist"));
            }
        }
        requireDistinctNames(inputs);
        return inputs;
    }

    private static void addFolder(Path folder, List<SdpInput> inputs) throws UserException {
        int before = inputs.size();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new SdpInput(file, folder.relativize(file)))
                    .forEach(inputs::add);
            if (inputs.size() == before) {
                throw new UserException(folder + " has no files in it; name a description, or a folder of some");
            }
        } catch (IOException e) {
            throw new UserException("cannot list " + folder + ": " + FileTrouble.reason(e), e);
        }
    }

    private static void requireDistinctNames(List<SdpInput> inputs) throws UserException {
        Map<Path, Path> byName = new HashMap<>();
        for (SdpInput input : inputs) {
            Path other = byName.put(input.name(), input.path());
            if (other != null) {
                throw new UserException(other + " and " + input.path() + " have the same name, so that one result would"
                        + " replace the other; name their common folder instead");
            }
        }
    }
}
