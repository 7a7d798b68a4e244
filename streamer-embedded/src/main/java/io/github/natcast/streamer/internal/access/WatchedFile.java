package io.github.natcast.streamer.internal.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file that may change. It is read again when somebody asks, once a second at most: its time of change would
 * not tell two changes within one tick apart. Thread-safe.
 */
final class WatchedFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(WatchedFile.class);
    private static final int MAXIMUM_BYTES = 1 << 20;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private final LongSupplier nanoTime;
    private String text;
    private long readAt;
    private boolean failing;

    private WatchedFile(Path file, LongSupplier nanoTime) throws IOException {
        this.file = file;
        this.nanoTime = nanoTime;
        this.readAt = nanoTime.getAsLong();
        this.text = read(file);
    }

    /** @throws IOException when it cannot be read; the message names it */
    static WatchedFile open(Path file, LongSupplier nanoTime) throws IOException {
        try {
            return new WatchedFile(file, nanoTime);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " may not be read by this user", e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** What is in it now, or was when it could be read. */
    synchronized String text() {
        long now = nanoTime.getAsLong();
        if (now - readAt >= PAUSE_NANOS) {
            readAt = now;
            try {
                text = read(file);
                failing = false;
            } catch (IOException e) {
                if (!failing) {
                    LOGGER.warn("{} cannot be read any more; what it said before still holds ({})", file, e.toString());
                }
                failing = true;
            }
        }
        return text;
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new IOException("it has more than " + MAXIMUM_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
