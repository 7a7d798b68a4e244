package io.github.natcast.streamer.internal.media.source.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The socket's file: private, made anew, and nobody else's. */
final class FrameListenerTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("frames");
    }

    private FrameListener open() throws IOException {
        return FrameListener.open(FrameEndpoint.parse(path.toString()));
    }

    private boolean connects() {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return client.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theFileIsForThisUserAloneAndGoesAtTheEnd() throws IOException {
        try (FrameListener listener = open()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            assertThat(connects()).isTrue();
            assertThat(listener.channel().isBlocking()).isFalse();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void theSocketOfAProcessThatWasKilledIsReplaced() throws IOException {
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(UnixDomainSocketAddress.of(path));
        killed.close();
        assertThat(Files.exists(path)).isTrue();

        try (FrameListener listener = open()) {
            assertThat(connects()).as("%s", listener.address()).isTrue();
        }
    }

    @Test
    void aSocketOnWhichAnotherListensIsLeftAlone() throws IOException {
        try (FrameListener first = open()) {
            assertThatThrownBy(this::open)
                    .hasMessage("another process listens on " + path + "; stop it, or choose another path");
            assertThat(connects()).as("%s", first.address()).isTrue();
        }
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Files.writeString(path, "notes");

        assertThatThrownBy(this::open)
                .hasMessage(path + " is there and is no socket; remove it, or choose another path");
        assertThat(path).hasContent("notes");
    }

    @Test
    void aLinkToAFileIsLeftAlone() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes"), "notes");
        Files.createSymbolicLink(path, notes);

        assertThatThrownBy(this::open).hasMessageContaining("is no socket");
        assertThat(notes).hasContent("notes");
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        path = folder.resolve("missing").resolve("frames");

        assertThatThrownBy(this::open)
                .hasMessage("the folder " + folder.resolve("missing") + " does not exist; create it");
    }

    /** Another process has found our socket stale while we were suspended, say: its file is not ours to remove. */
    @Test
    void theFileOfASuccessorStays() throws IOException {
        FrameListener first = open();
        Files.delete(path);
        try (FrameListener successor = open()) {
            first.close();

            assertThat(connects()).as("%s", successor.address()).isTrue();
        }
    }
}
