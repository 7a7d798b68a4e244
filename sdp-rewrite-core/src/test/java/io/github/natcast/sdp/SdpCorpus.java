package io.github.natcast.sdp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder of real and hostile descriptions, {@code shared/sdp-corpus} beside a parent folder of the project, or
 * wherever the system property {@code natcast.sdp.corpus} points. It is not part of the project; tests that need it are
 * skipped without it.
 */
public final class SdpCorpus {
    private SdpCorpus() {}

    /** The corpus files; skips the calling test when there is no corpus. */
    public static List<Path> files() {
        Path folder = folder();
        if (folder == null) {
            return Assumptions.abort("no SDP corpus: shared/sdp-corpus is in no parent folder"
                    + " and the system property natcast.sdp.corpus is not set");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".sdp")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file's text; every byte is a character, so that nothing is lost whatever the file's encoding. */
    public static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path folder() {
        String configured = System.getProperty("natcast.sdp.corpus");
        if (configured != null) {
            return Path.of(configured);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve("sdp-corpus");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
