package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.JwtSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may watch. */
final class AccessOptions {
    static final String TOKEN_VARIABLE = "NATCAST_TOKEN";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "What WHEP clients must present as a bearer token, and the page as ?token=…. Other users of"
                    + " this host see it in the list of processes: better is a file, or the variable NATCAST_TOKEN.")
    private @Nullable String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Such tokens, one a line; # begins a comment. Read again when it changes.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--jwt-secret-file",
            paramLabel = "FILE",
            description =
                    "Viewers must present a JSON Web Token (HS256) that is signed with the secret in this file, of"
                            + " 32 bytes or more.")
    private @Nullable Path jwtSecretFile;

    @Option(
            names = "--jwks",
            paramLabel = "FILE|URL",
            description = "Viewers must present a JSON Web Token (RS256, ES256) that is signed with one of these public"
                    + " keys.")
    private @Nullable String jwks;

    @Option(names = "--jwt-audience", paramLabel = "NAME", description = "What the JSON Web Token must name as aud.")
    private @Nullable String jwtAudience;

    @Option(names = "--jwt-issuer", paramLabel = "NAME", description = "What the JSON Web Token must have as iss.")
    private @Nullable String jwtIssuer;

    @Option(
            names = "--jwt-channels-claim",
            paramLabel = "NAME",
            description = "The claim of the JSON Web Token that lists the channels that the viewer may watch.")
    private @Nullable String jwtChannelsClaim;

    @Option(
            names = "--auth-url",
            paramLabel = "URL",
            description = "Ask this server who may watch, by POST with user, password, token, ip, action, path,"
                    + " protocol, id and query as JSON; status 2xx admits.")
    private @Nullable URI authUrl;

    /** Tests have others than the process. */
    Map<String, String> environment = System.getenv();

    void applyTo(StreamerBuilder builder) throws UserException {
        Optional<Access.Tokens> tokens = tokens();
        Optional<Access> webTokens = webTokens();
        long ways = Stream.of(tokens.isPresent(), webTokens.isPresent(), authUrl != null)
                .filter(given -> given)
                .count();
        if (ways > 1) {
            throw new UserException("choose one of a token (--token, --token-file, " + TOKEN_VARIABLE
                    + "), JSON Web Tokens (--jwt-secret-file, --jwks) and --auth-url");
        }
        tokens.ifPresent(builder::access);
        webTokens.ifPresent(builder::access);
        if (authUrl != null) {
            builder.access(Access.callback(authUrl));
        }
    }

    private Optional<Access.Tokens> tokens() {
        String inherited = environment.getOrDefault(TOKEN_VARIABLE, "").trim();
        return Stream.of(
                        Optional.ofNullable(token).map(value -> Access.tokens(value)),
                        Optional.ofNullable(tokenFile).map(file -> Access.tokens(file)),
                        Optional.of(inherited)
                                .filter(value -> !value.isEmpty())
                                .map(value -> Access.tokens(value.split("\\s+"))))
                .flatMap(Optional::stream)
                .reduce(Access.Tokens::and);
    }

    private Optional<Access> webTokens() throws UserException {
        if (jwtSecretFile != null && jwks != null) {
            throw new UserException("--jwt-secret-file and --jwks exclude each other: a token is signed in one way");
        }
        Optional<JwtSettings> settings = Optional.ofNullable(jwks)
                .map(AccessOptions::jwks)
                .or(() -> Optional.ofNullable(jwtSecretFile).map(JwtSettings::secretFile));
        boolean described = Stream.of(jwtAudience, jwtIssuer, jwtChannelsClaim).anyMatch(Objects::nonNull);
        if (settings.isEmpty() && described) {
            throw new UserException(
                    "--jwt-audience, --jwt-issuer and --jwt-channels-claim go with" + " --jwt-secret-file or --jwks");
        }
        return settings.map(given -> Access.jwt(new JwtSettings(
                given.keys(),
                Optional.ofNullable(jwtAudience),
                Optional.ofNullable(jwtIssuer),
                Optional.ofNullable(jwtChannelsClaim))));
    }

    private static JwtSettings jwks(String where) {
        return where.matches("(?i)https?://.*")
                ? JwtSettings.jwks(URI.create(where))
                : JwtSettings.jwks(Path.of(where));
    }
}
