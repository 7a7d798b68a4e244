package io.github.natcast.streamer.security;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which JSON Web Tokens (RFC 7519) let viewers in: those that have {@code exp}, are valid now by it and {@code nbf}
 * with a minute of leeway, and fit the rest. Immutable.
 *
 * @param keys what they are signed with
 * @param audience what {@code aud} must name; empty when it does not matter
 * @param issuer what {@code iss} must be; empty when it does not matter
 * @param channelsClaim the claim that lists the channels that the viewer may watch, as strings, or as one string with
 *     spaces between; a token without it then admits to none. Empty when every token admits to all
 */
public record JwtSettings(
        Keys keys, Optional<String> audience, Optional<String> issuer, Optional<String> channelsClaim) {

    /** What tokens are signed with. */
    public sealed interface Keys {}

    /** A secret, for HS256. */
    public record Secret(String text) implements Keys {
        private static final int LEAST_BYTES = 32;

        /** @throws IllegalArgumentException when it is shorter than 32 bytes (RFC 7518 §3.2) */
        public Secret {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < LEAST_BYTES) {
                throw new IllegalArgumentException(
                        "the JWT secret has " + bytes + " bytes; HS256 needs " + LEAST_BYTES + " or more");
            }
        }

        /** Names no secret. */
        @Override
        public String toString() {
            return "a secret";
        }
    }

    /** A file with such a secret, in UTF-8; the line's end does not count. */
    public record SecretFile(Path file) implements Keys {}

    /** A file with a set of public keys (RFC 7517), for RS256 and ES256; read again when it changes. */
    public record JwksFile(Path file) implements Keys {}

    /** A URL with such a set: kept for ten minutes, and fetched anew for a key that is not in it, twice a minute. */
    public record JwksUrl(URI uri) implements Keys {
        public JwksUrl {
            HttpUris.require("JWKS URL", uri);
        }
    }

    /** Tokens that are signed with a secret. */
    public static JwtSettings secret(String text) {
        return of(new Secret(text));
    }

    /** Tokens that are signed with the secret in a file. */
    public static JwtSettings secretFile(Path file) {
        return of(new SecretFile(file));
    }

    /** Tokens that are signed with a key of the set in a file. */
    public static JwtSettings jwks(Path file) {
        return of(new JwksFile(file));
    }

    /** Tokens that are signed with a key of the set at a URL. */
    public static JwtSettings jwks(URI uri) {
        return of(new JwksUrl(uri));
    }

    private static JwtSettings of(Keys keys) {
        return new JwtSettings(keys, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same for tokens that were made for this audience. */
    public JwtSettings audience(String value) {
        return new JwtSettings(keys, Optional.of(value), issuer, channelsClaim);
    }

    /** The same for tokens of this issuer. */
    public JwtSettings issuer(String value) {
        return new JwtSettings(keys, audience, Optional.of(value), channelsClaim);
    }

    /** The same for tokens whose claim of this name lists channels. */
    public JwtSettings channelsClaim(String value) {
        return new JwtSettings(keys, audience, issuer, Optional.of(value));
    }
}
