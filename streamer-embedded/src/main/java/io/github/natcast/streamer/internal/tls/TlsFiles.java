package io.github.natcast.streamer.internal.tls;

import io.github.natcast.streamer.security.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** What stands in both files at one time. Immutable; the arrays are not to be changed. */
record TlsFiles(TlsSettings settings, byte[] certificate, byte[] key) {
    /** No chain comes near. */
    private static final int LARGEST = 1 << 20;

    static TlsFiles read(TlsSettings settings) throws TlsFileException {
        return new TlsFiles(settings, read("TLS certificate", settings.certificate()), read("TLS key", settings.key()));
    }

    private static byte[] read(String what, Path file) throws TlsFileException {
        String name = what + " file " + file;
        if (Files.isDirectory(file)) {
            throw new TlsFileException(name + " is a directory; name the PEM file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new TlsFileException(name + " is longer than " + LARGEST + " bytes; it is no PEM file");
            }
            return content;
        } catch (NoSuchFileException missing) {
            throw new TlsFileException(name + " does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw new TlsFileException(name + " may not be read by this user", denied);
        } catch (TlsFileException known) {
            throw known;
        } catch (IOException failed) {
            throw new TlsFileException(name + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    boolean sameAs(TlsFiles other) {
        return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return settings.toString();
    }
}
