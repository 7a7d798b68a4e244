package io.github.natcast.examples.cli.up;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Where {@code up} keeps its files, so that {@code status} finds them by the same configuration. Immutable. */
final class RunFolders {
    private final Path parent;
    private final String prefix;

    private RunFolders(Path parent, String prefix) {
        this.parent = parent;
        this.prefix = prefix;
    }

    /** In the user's folder for such files, which ends with the session (XDG), else in that of temporary files. */
    static RunFolders of(Map<String, String> environment, String temporary, String user) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty() && Files.isWritable(Path.of(runtime))) {
            return new RunFolders(Path.of(runtime), "natcast-");
        }
        return new RunFolders(Path.of(temporary), "natcast-" + user.replaceAll("[^A-Za-z0-9._-]", "_") + "-");
    }

    static RunFolders ofThisUser() {
        return of(System.getenv(), System.getProperty("java.io.tmpdir"), System.getProperty("user.name", "user"));
    }

    /** One for each configuration. */
    Path of(Path configuration) {
        String file = configuration.toAbsolutePath().normalize().toString();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8));
            return parent.resolve(prefix + HexFormat.of().formatHex(Arrays.copyOf(digest, 6)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }
}
