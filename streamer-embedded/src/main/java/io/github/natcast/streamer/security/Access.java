package io.github.natcast.streamer.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may watch. Comes before the program's {@link io.github.natcast.streamer.Admission}, and before the client is told
 * anything. Immutable.
 *
 * <pre>{@code
 * Streamer.builder().access(Access.jwt(JwtSettings.jwks(URI.create("https://login.example.org/jwks.json"))
 *         .audience("video")
 *         .channelsClaim("channels")));
 * }</pre>
 */
public sealed interface Access {
    /** How long an answer of the server of {@link #callback(URI)} is waited for. */
    Duration CALLBACK_TIMEOUT = Duration.ofSeconds(5);

    /** Everybody may watch: the default. */
    static Access everybody() {
        return new Everybody();
    }

    /**
     * Whoever has one of these tokens may watch. At least 20 random characters cannot be guessed.
     *
     * @throws IllegalArgumentException when there is none, or a blank one
     */
    static Tokens tokens(String... values) {
        return new Tokens(List.of(values), List.of());
    }

    /**
     * The tokens of a file: one a line; blank lines and those that begin with {@code #} do not count. The file is read
     * again when it changes; one that cannot be read then admits whom it admitted before.
     */
    static Tokens tokens(Path file) {
        return new Tokens(List.of(), List.of(file));
    }

    /**
     * The tokens of an environment variable, separated by spaces; read now.
     *
     * @throws IllegalArgumentException when it is not set, or blank
     */
    static Tokens tokensFromEnvironment(String name) {
        String value = Optional.ofNullable(System.getenv(name)).orElse("");
        if (value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " has no token");
        }
        return tokens(value.trim().split("\\s+"));
    }

    /** Whoever has a JSON Web Token (RFC 7519) that was signed for this server. Needs the library nimbus-jose-jwt. */
    static Access jwt(JwtSettings settings) {
        return new Jwt(settings);
    }

    /** As {@link #callback(URI, Duration)}, with {@link #CALLBACK_TIMEOUT}. */
    static Access callback(URI uri) {
        return callback(uri, CALLBACK_TIMEOUT);
    }

    /**
     * A server decides. It is sent a {@code POST} with a JSON object of {@code user}, {@code password}, {@code token},
     * {@code ip}, {@code action} (read), {@code path} (the session's name), {@code protocol} (webrtc), {@code id} and
     * {@code query}. Status 200 to 299 admits; any other below 500 refuses, but for 407, 408 and 429; with these, with
     * 500 and above, or nothing in time, the viewer is told to come back.
     *
     * @param timeout 100 ms to 30 s
     * @throws IllegalArgumentException when the URI is not one of http or https, or the timeout not like that
     */
    static Access callback(URI uri, Duration timeout) {
        return new Callback(uri, timeout);
    }

    /** The program checks by itself. */
    static Access by(AccessCheck check) {
        return new Program(check);
    }

    /** See {@link #everybody}. */
    record Everybody() implements Access {}

    /**
     * See {@link #tokens(String...)} and {@link #tokens(Path)}.
     *
     * @param values the tokens themselves
     * @param files whose lines are tokens, too
     */
    record Tokens(List<String> values, List<Path> files) implements Access {
        public Tokens {
            values = List.copyOf(values);
            files = List.copyOf(files);
            if (values.isEmpty() && files.isEmpty()) {
                throw new IllegalArgumentException("there is no token; Access.everybody() admits everyone");
            }
            if (values.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("a token is blank; leave it out");
            }
        }

        /** These tokens and the others. */
        public Tokens and(Tokens others) {
            List<String> allValues = new ArrayList<>(values);
            allValues.addAll(others.values);
            List<Path> allFiles = new ArrayList<>(files);
            allFiles.addAll(others.files);
            return new Tokens(allValues, allFiles);
        }

        /** Names no token. */
        @Override
        public String toString() {
            return values.size() + " tokens, and those of " + files;
        }
    }

    /** See {@link #jwt}. */
    record Jwt(JwtSettings settings) implements Access {}

    /** See {@link #callback(URI, Duration)}. */
    record Callback(URI uri, Duration timeout) implements Access {
        private static final Duration LEAST = Duration.ofMillis(100);
        private static final Duration MOST = Duration.ofSeconds(30);

        public Callback {
            HttpUris.require("callback", uri);
            if (timeout.compareTo(LEAST) < 0 || timeout.compareTo(MOST) > 0) {
                throw new IllegalArgumentException("callback timeout " + timeout + " must be PT0.1S to PT30S");
            }
        }
    }

    /** See {@link #by}. */
    record Program(AccessCheck check) implements Access {}
}
