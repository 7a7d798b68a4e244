package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.FileTrouble;
import io.github.natcast.examples.cli.console.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one {@code natcast up}: generated configurations and the state, for its owner's eyes alone. A lock
 * keeps a second {@code up} of the same configuration out. Confined to one thread.
 */
final class RunFolder implements AutoCloseable {
    static final String STATE = "state.json";

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNERS_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final FileChannel lock;

    private RunFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Creates the folder, or takes over what an {@code up} that was ended by force has left.
     *
     * @throws UserException when another {@code up} has it, or when others could write into it
     */
    static RunFolder open(Path folder) throws UserException {
        try {
            try {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER));
            } catch (FileAlreadyExistsException e) {
                checkPrivate(folder);
            }
            FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lock) == null) {
                lock.close();
                throw new UserException("natcast up runs already with this configuration (" + folder
                        + "); 'natcast status' tells how it is");
            }
            RunFolder open = new RunFolder(folder, lock);
            open.checkOwner();
            return open;
        } catch (IOException e) {
            throw new UserException(
                    "cannot use the folder " + folder + ": " + FileTrouble.reason(e) + "; name another by --run-folder",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lock) throws IOException {
        try {
            return lock.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** A folder below /tmp may be a trap that somebody else has laid. */
    private static void checkPrivate(Path folder) throws IOException, UserException {
        boolean trusted = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                        .equals(OWNER);
        if (!trusted) {
            throw notPrivate(folder);
        }
    }

    /** Whoever creates a file owns it: the folder's owner must be the same. */
    private void checkOwner() throws IOException, UserException {
        Path mine = write(new GeneratedFile("owner", ""));
        boolean owned = Files.getOwner(mine).equals(Files.getOwner(folder));
        Files.delete(mine);
        if (!owned) {
            lock.close();
            throw notPrivate(folder);
        }
    }

    private static UserException notPrivate(Path folder) {
        return new UserException(folder + " is not a folder of yours alone (mode 0700), and secrets are written there;"
                + " remove it, or name another by --run-folder");
    }

    /** Writes a file whole: whoever reads it sees the old one or the new one. */
    Path write(GeneratedFile file) throws IOException {
        Path target = folder.resolve(file.name());
        Path part = folder.resolve(file.name() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNERS_FILE));
        Files.write(part, file.text().getBytes(StandardCharsets.UTF_8));
        return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes it with all files. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
        lock.close();
    }
}
