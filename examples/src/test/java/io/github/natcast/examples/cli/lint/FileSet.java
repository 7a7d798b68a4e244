package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.lint.files.FileReader;
import io.github.natcast.examples.cli.lint.files.LintedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that belong together. A folder of {@code good} has them, and a file {@code deployment} with the name of what
 * they are compared with.
 */
record FileSet(String name, String deployment, Map<String, String> files) {
    private static final Path ROOT = Path.of("src/test/resources/io/github/natcast/examples/cli/lint");
    private static final String DEPLOYMENT = "deployment";

    static Stream<FileSet> good() {
        return list("good").map(folder -> good(String.valueOf(folder.getFileName())));
    }

    static FileSet good(String name) {
        Map<String, String> files = new TreeMap<>();
        list("good/" + name).forEach(file -> files.put(String.valueOf(file.getFileName()), text(file)));
        String deployment = files.remove(DEPLOYMENT);
        return new FileSet(name, deployment == null ? "none" : deployment.strip(), files);
    }

    static Stream<Path> list(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<LintFinding> examine(Locale language) throws UserException {
        List<LintedFile> read = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            read.add(FileReader.read(file.getKey(), file.getValue()));
        }
        return Linter.examine(
                new LintedFiles(LintDeployments.named(deployment), LintDeployments.SECRETS, read), language);
    }

    @Override
    public String toString() {
        return name;
    }
}
