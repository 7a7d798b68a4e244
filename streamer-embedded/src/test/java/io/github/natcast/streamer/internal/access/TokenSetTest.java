package io.github.natcast.streamer.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.security.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSetTest {
    private final AtomicLong nanoTime = new AtomicLong(3);

    @TempDir
    private Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("tokens"), text);
    }

    private void aSecondLater() {
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void anyOfThemIsRight() throws Exception {
        Path file = write("# for the wall\n  first-in-the-file \n\nsecond # is not a comment\n");
        TokenSet tokens = TokenSet.open(Access.tokens("one", "zwei☕").and(Access.tokens(file)), nanoTime::get);

        assertThat(tokens).accepts("one", "zwei☕", "first-in-the-file", "second # is not a comment");
        assertThat(tokens).rejects("", "on", "onee", "# for the wall", "zwei", "first-in-the-file ");
    }

    @Test
    void theFileMayChange() throws Exception {
        Path file = write("before");
        TokenSet tokens = TokenSet.open(Access.tokens(file), nanoTime::get);
        write("after");
        assertThat(tokens).accepts("before");

        aSecondLater();
        assertThat(tokens).accepts("after").rejects("before");
        Files.delete(file);
        aSecondLater();
        assertThat(tokens).accepts("after");
        write("");
        aSecondLater();
        assertThat(tokens).as("an empty file lets nobody in").rejects("after", "");
    }

    @Test
    void aFileThatCannotServeIsSaidAtTheStart() throws Exception {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> TokenSet.open(Access.tokens(missing)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
        Path empty = write("# nothing\n\n");
        assertThatThrownBy(() -> TokenSet.open(Access.tokens(empty)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no token");
    }

    @Test
    void settingsShowNoToken() {
        assertThat(Access.tokens("s3cret").toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> Access.tokens()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Access.tokens("good", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Access.tokensFromEnvironment("NATCAST_NO_SUCH_VARIABLE"))
                .hasMessageContaining("NATCAST_NO_SUCH_VARIABLE");
    }
}
