package io.github.natcast.examples.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file or a stream up to a limit: a device, a pipe without end or a film must not fill the memory. */
public final class BoundedInput {
    /** Far above any real description, in bytes. */
    public static final int MAXIMUM_BYTES = 16 << 20;

    private BoundedInput() {}

    public static byte[] read(Path file) throws UserException {
        if (Files.isDirectory(file)) {
            throw new UserException(file + " is a folder; name a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UserException(file + " does not exist", e);
        } catch (IOException e) {
            throw new UserException("cannot read " + file + ": " + FileTrouble.reason(e), e);
        }
    }

    /** A text in UTF-8, without the byte order mark that editors on Windows begin one with. */
    public static String utf8(Path file) throws UserException {
        String text = new String(read(file), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The secret in a file: its first line, without spaces around it. */
    public static String firstLine(Path file) throws UserException {
        return utf8(file)
                .lines()
                .findFirst()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .orElseThrow(
                        () -> new UserException("the first line of " + file + " is empty; write the secret there"));
    }

    public static byte[] read(InputStream in, String name) throws IOException, UserException {
        byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
        if (bytes.length > MAXIMUM_BYTES) {
            throw new UserException(name + " has more than " + MAXIMUM_BYTES + " bytes, the most that is read");
        }
        return bytes;
    }

    /** One character per byte, and back: no byte changes, whatever the file's charset. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
