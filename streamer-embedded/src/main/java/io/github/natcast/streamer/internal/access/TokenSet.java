package io.github.natcast.streamer.internal.access;

import io.github.natcast.streamer.security.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens that count now. Thread-safe. */
public final class TokenSet implements Predicate<String> {
    private static final Logger LOGGER = LoggerFactory.getLogger(TokenSet.class);

    /** Of letters and digits at random, 95 bits: at a million guesses a second, none is right in an age. */
    private static final int ENOUGH_CHARACTERS = 16;

    private final List<String> values;
    private final List<WatchedFile> files;

    private TokenSet(List<String> values, List<WatchedFile> files) {
        this.values = values;
        this.files = files;
    }

    /**
     * Reads the files.
     *
     * @throws IOException when a file cannot be read, or holds no token; the message names it
     */
    public static TokenSet open(Access.Tokens tokens) throws IOException {
        return open(tokens, System::nanoTime);
    }

    static TokenSet open(Access.Tokens tokens, LongSupplier nanoTime) throws IOException {
        List<WatchedFile> files = new ArrayList<>();
        for (Path path : tokens.files()) {
            WatchedFile file = WatchedFile.open(path, nanoTime);
            if (lines(file).findAny().isEmpty()) {
                throw new IOException(path + " holds no token; write one on a line");
            }
            files.add(file);
        }
        TokenSet set = new TokenSet(tokens.values(), files);
        long weak =
                set.all().filter(token -> token.length() < ENOUGH_CHARACTERS).count();
        if (weak > 0) {
            LOGGER.warn(
                    "{} of the tokens have fewer than {} characters, and may be guessed; make one with: openssl rand -hex 16",
                    weak,
                    ENOUGH_CHARACTERS);
        }
        return set;
    }

    /** Compares with each in constant time, whichever fits: the duration reveals nothing about any. */
    @Override
    public boolean test(String given) {
        byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
        long fitting = all().filter(token -> MessageDigest.isEqual(bytes, token.getBytes(StandardCharsets.UTF_8)))
                .count();
        return fitting > 0;
    }

    private Stream<String> all() {
        return Stream.concat(values.stream(), files.stream().flatMap(TokenSet::lines));
    }

    private static Stream<String> lines(WatchedFile file) {
        return file.text().lines().map(String::trim).filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }
}
