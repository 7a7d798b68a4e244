package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void name() {
        folder = parent.resolve("natcast");
    }

    @Test
    void whatIsWrittenIsTheOwnersAloneAndGoneAtTheEnd() throws Exception {
        try (RunFolder run = RunFolder.open(folder)) {
            Path file = run.write(new GeneratedFile("frpc.toml", "auth.token = \"secret\"\n"));
            assertThat(mode(folder)).isEqualTo("rwx------");
            assertThat(mode(file)).isEqualTo("rw-------");
            run.write(new GeneratedFile("frpc.toml", "other"));
            assertThat(file).hasContent("other");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aSecondOneOfTheSameConfigurationIsRefused() throws Exception {
        RunFolder first = RunFolder.open(folder);
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("runs already");
        first.close();
        RunFolder.open(folder).close();
    }

    @Test
    void whatAKilledOneHasLeftIsTakenOver() throws Exception {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(folder.resolve("frpc.toml"), "old");
        Files.writeString(folder.resolve("frpc.toml.part"), "half");
        try (RunFolder run = RunFolder.open(folder)) {
            assertThat(run.write(new GeneratedFile("frpc.toml", "new"))).hasContent("new");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aFolderThatOthersCanReadIsRefused() throws Exception {
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("0700");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLinkToAFolderIsRefused() throws Exception {
        Path target = Files.createDirectory(
                parent.resolve("target"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(folder, target);
        assertThatThrownBy(() -> RunFolder.open(folder)).isInstanceOf(UserException.class);
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeMadeIsToldInOneLine() {
        assertThatThrownBy(() -> RunFolder.open(parent.resolve("none/such")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--run-folder")
                .hasMessageNotContaining("\n");
    }

    @Test
    void eachConfigurationHasAFolderOfItsOwn() {
        RunFolders session = RunFolders.of(Map.of("XDG_RUNTIME_DIR", parent.toString()), "/tmp", "me");
        assertThat(session.of(Path.of("natcast.toml")))
                .hasParentRaw(parent)
                .isEqualTo(session.of(Path.of("x/../natcast.toml").toAbsolutePath()))
                .isNotEqualTo(session.of(Path.of("other.toml")));
        assertThat(RunFolders.of(Map.of(), "/tmp", "a/b").of(Path.of("x")).toString())
                .startsWith("/tmp/natcast-a_b-");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
