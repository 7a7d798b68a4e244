package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.PlainHttp;
import io.github.natcast.examples.cli.deployment.PublishTarget;
import io.github.natcast.streamer.publish.PublishSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The media servers that one channel is published to. Immutable.
 *
 * @param name what gives the URLs, in messages
 * @param tokenName what gives the tokens
 * @param urls as they were given: they may be secrets in whole
 * @param tokenFiles one for each URL, or none at all
 * @param simulcast whether the renditions are offered side by side
 */
record PublishTargets(String name, String tokenName, List<String> urls, List<String> tokenFiles, boolean simulcast) {
    /** A JSON Web Token has some hundred bytes. */
    private static final long LONGEST_FILE = 64 << 10;

    /** Stands for no token. */
    private static final String NONE = "-";

    PublishTargets {
        urls = List.copyOf(urls);
        tokenFiles = List.copyOf(tokenFiles);
    }

    /**
     * Checks what can be checked before anything is opened.
     *
     * @throws UserException when a URL or a file is of no use
     */
    void check() throws UserException {
        if (!tokenFiles.isEmpty() && tokenFiles.size() != urls.size()) {
            throw new UserException(tokenName + " is given " + tokenFiles.size() + " times and " + name + " "
                    + urls.size() + " times; give one for each URL in the same order, and - where there is none");
        }
        for (int i = 0; i < urls.size(); i++) {
            uri(i);
            if (hasToken(i)) {
                try {
                    settings(i).token();
                } catch (UncheckedIOException | IllegalArgumentException e) {
                    throw new UserException(tokenName + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /** What works, and should not be so; of checked ones. */
    List<String> warnings() throws UserException {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < urls.size(); i++) {
            if (hasToken(i) && PlainHttp.exposes(uri(i))) {
                warnings.add(
                        name + ": the token for " + uri(i).getHost() + " goes over the network in clear, and with it"
                                + " the right to publish there; use https, or a private network");
            }
        }
        return warnings;
    }

    /**
     * Begins to publish.
     *
     * @param publish of the channel
     */
    void apply(BiConsumer<URI, PublishSettings> publish) throws UserException {
        for (int i = 0; i < urls.size(); i++) {
            open(i, publish);
        }
    }

    /** Begins to publish to one of them. */
    void open(int index, BiConsumer<URI, PublishSettings> publish) throws UserException {
        try {
            publish.accept(uri(index), settings(index));
        } catch (IllegalArgumentException e) {
            throw new UserException(name + ": " + e.getMessage(), e);
        }
    }

    /** One of them; of two that are equal, one is as good as the other. */
    record Target(URI url, String tokenFile, boolean simulcast) {}

    List<Target> targets() throws UserException {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < urls.size(); i++) {
            targets.add(new Target(uri(i), hasToken(i) ? tokenFiles.get(i) : NONE, simulcast));
        }
        return targets;
    }

    /** Without the URL itself in the message: it may be a secret in whole. */
    URI uri(int index) throws UserException {
        try {
            return PublishTarget.url(urls.get(index));
        } catch (IllegalArgumentException e) {
            throw new UserException(name + ": URL " + (index + 1) + " " + e.getMessage(), e);
        }
    }

    private PublishSettings settings(int index) throws UserException {
        PublishSettings settings = PublishSettings.defaults().withSimulcast(simulcast);
        if (!hasToken(index)) {
            return settings;
        }
        Path file = file(index);
        return settings.withToken(() -> token(file));
    }

    boolean hasToken(int index) {
        return index < tokenFiles.size() && !tokenFiles.get(index).equals(NONE);
    }

    private Path file(int index) throws UserException {
        try {
            return Path.of(tokenFiles.get(index));
        } catch (InvalidPathException e) {
            throw new UserException(
                    tokenName + ": \"" + tokenFiles.get(index) + "\" is no file's name: " + e.getReason(), e);
        }
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
