package io.github.natcast.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedInputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", " s3cret \nmore", "s3cret\r\n", "\uFEFFs3cret\r\n"})
    void aSecretIsTheFirstLine(String text) throws IOException, UserException {
        assertThat(BoundedInput.firstLine(Files.writeString(folder.resolve("secret"), text)))
                .isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \nsecond", "\uFEFF"})
    void anEmptyFirstLineIsNoSecret(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);

        assertThatThrownBy(() -> BoundedInput.firstLine(file))
                .isInstanceOf(UserException.class)
                .hasMessage("the first line of " + file + " is empty; write the secret there");
    }

    /** Java's own message is the file's name alone. */
    @Test
    void aFileThatMayNotBeReadIsToldWithTheReason() {
        assertThat(FileTrouble.reason(new AccessDeniedException("natcast.toml")))
                .isEqualTo("permission denied");
        assertThat(FileTrouble.reason(new NoSuchFileException("natcast.toml"))).isEqualTo("no such file or folder");
        assertThat(FileTrouble.reason(new FileSystemException("loop", null, "Too many levels of symbolic links")))
                .isEqualTo("Too many levels of symbolic links");
        assertThat(FileTrouble.reason(new IOException("Input/output error"))).isEqualTo("Input/output error");
        assertThat(FileTrouble.reason(new IOException())).isEqualTo("java.io.IOException");
    }
}
