package io.github.natcast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A library that reads a format of files is known to one package, so that it is checked and replaced in one place. */
final class LibrariesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    @ParameterizedTest(name = "{0} is known to {1}")
    @CsvSource({"org.tomlj, io.github.natcast.examples.cli.text", "org.snakeyaml, io.github.natcast.examples.cli.text"})
    void oneLibraryIsKnownToOnePackage(String library, String owner) throws IOException {
        TreeSet<String> packages = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains(library + ".")) {
                    packages.add(SOURCES.relativize(file.resolveSibling(""))
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "."));
                }
            }
        }

        assertThat(packages).containsExactly(owner);
    }
}
