package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.FileTrouble;
import io.github.natcast.examples.cli.console.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files so that a secret is at no time readable by others, and no file is ever half there. */
final class OutputFolder {
    private final Path folder;

    OutputFolder(Path folder) {
        this.folder = folder;
    }

    /** Replaces the file of that name, and returns its path. */
    Path write(DeployedFile file) throws UserException {
        Path target = folder.resolve(file.name());
        try {
            Files.createDirectories(folder);
            // Made for its owner alone; opened to others when it is complete.
            Path part = Files.createTempFile(folder, file.name(), ".part");
            try {
                Files.writeString(part, file.text(), StandardCharsets.UTF_8);
                if (!file.secret() && Files.getFileStore(part).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
                }
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            return target;
        } catch (IOException e) {
            throw new UserException(
                    "cannot write " + target + ": " + FileTrouble.reason(e) + "; name another folder as --out", e);
        }
    }
}
