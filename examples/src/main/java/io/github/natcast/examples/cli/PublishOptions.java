package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.publish.PublishSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The media servers that the channel live is published to. */
final class PublishOptions {
    /** A JSON Web Token has some hundred bytes. */
    private static final long LONGEST_FILE = 64 << 10;

    private static final Path NONE = Path.of("-");

    @Option(
            names = "--publish",
            paramLabel = "URL",
            showDefaultValue = Visibility.NEVER,
            description = "Publish the stream to a media server, whose WHIP URL this is (docs/publish.md), beside the"
                    + " viewers here. May be given several times.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--publish-token",
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "A file with the bearer token for --publish; read again for each request. Of several, each is"
                    + " for the URL in the same place; - stands for none.")
    private List<Path> tokenFiles = new ArrayList<>();

    /**
     * Checks what can be checked before anything is opened.
     *
     * @throws UserException when a URL or a file is of no use
     */
    void check() throws UserException {
        if (!tokenFiles.isEmpty() && tokenFiles.size() != targets.size()) {
            throw new UserException("--publish-token is given " + tokenFiles.size() + " times and --publish "
                    + targets.size() + " times; give one for each URL in the same order, and - where there is none");
        }
        for (int i = 0; i < targets.size(); i++) {
            uri(i);
            if (hasToken(i)) {
                try {
                    settings(i).token();
                } catch (UncheckedIOException | IllegalArgumentException e) {
                    throw new UserException("--publish-token: " + e.getMessage(), e);
                }
            }
        }
    }

    /** What publishing needs is loaded while the streamer starts. */
    void applyTo(StreamerBuilder builder) {
        builder.publishes(!targets.isEmpty());
    }

    /** Begins to publish. */
    void apply(Streamer streamer) throws UserException {
        for (int i = 0; i < targets.size(); i++) {
            try {
                streamer.publish(uri(i), settings(i));
            } catch (IllegalArgumentException e) {
                throw new UserException("--publish: " + e.getMessage(), e);
            }
        }
    }

    /** Without the URL itself in the message: it may be a secret in whole. */
    private URI uri(int index) throws UserException {
        try {
            URI uri = new URI(targets.get(index));
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new UserException("--publish: URL " + (index + 1)
                + " is no http or https URL with a host, such as https://media.example.org/live/whip");
    }

    private PublishSettings settings(int index) {
        PublishSettings settings = PublishSettings.defaults();
        return hasToken(index) ? settings.withToken(() -> token(tokenFiles.get(index))) : settings;
    }

    private boolean hasToken(int index) {
        return index < tokenFiles.size() && !tokenFiles.get(index).equals(NONE);
    }

    /** The first line that is not blank, nor a comment. */
    private static String token(Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw unusable(file + " has more than 64 KiB; is it a token?");
            }
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow(() -> unusable(file + " has no token"));
        } catch (IOException e) {
            throw unusable(file + " cannot be read: " + reason(e));
        }
    }

    private static UncheckedIOException unusable(String message) {
        return new UncheckedIOException(message, new IOException(message));
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }
}
