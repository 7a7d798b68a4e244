package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A second natcast elsewhere: to ask it, or to be it. */
final class HelperOptions {
    @Option(
            names = "--from",
            paramLabel = "URL",
            description =
                    "Ask a second natcast elsewhere, which runs \"natcast verify --listen\", to try the public ports:"
                            + " such as http://203.0.113.7:8899. Wants --helper-token-file.")
    private @Nullable URI from;

    @Option(
            names = "--listen",
            paramLabel = "[IP:]PORT",
            converter = ListenAddress.Converter.class,
            description = "Be that second natcast: try ports for whoever knows the helper's token, and nothing else."
                    + " Wants --helper-token-file, and no --config.")
    private @Nullable ListenAddress listen;

    @Option(
            names = "--helper-token-file",
            paramLabel = "FILE",
            description = "Its first line is known to both sides of --from: 16 characters or more, as"
                    + " \"openssl rand -hex 16\" makes. It signs what they say and is not sent.")
    private @Nullable Path tokenFile;

    Optional<ListenAddress> listen() {
        return Optional.ofNullable(listen);
    }

    /** @param patience of the helper with each attempt */
    Optional<Helper> helper(Duration patience) throws UserException {
        if (from == null) {
            return Optional.empty();
        }
        String scheme = String.valueOf(from.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || from.getHost() == null) {
            throw new UserException("--from " + from + " is not a URL such as http://203.0.113.7:8899");
        }
        return Optional.of(new HelperClient(from, token("--from"), patience, InstantSource.system()));
    }

    SharedToken token(String option) throws UserException {
        if (tokenFile == null) {
            throw new UserException(option + " wants --helper-token-file FILE, with a token that both sides know");
        }
        try {
            return new SharedToken(firstLine(tokenFile));
        } catch (IllegalArgumentException e) {
            throw new UserException(tokenFile + ": " + e.getMessage(), e);
        }
    }

    static String firstLine(Path file) throws UserException {
        return BoundedInput.utf8(file).split("\\R", 2)[0].strip();
    }
}
