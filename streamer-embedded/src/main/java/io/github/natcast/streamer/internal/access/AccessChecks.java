package io.github.natcast.streamer.internal.access;

import io.github.natcast.streamer.internal.access.jwt.JwtCheck;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AccessCheck;
import io.github.natcast.streamer.security.JwtSettings;
import java.io.IOException;
import java.time.InstantSource;

/** Makes the check that a value of {@link Access} describes. Stateless. */
public final class AccessChecks {
    private static final String JOSE = "com.nimbusds.jose.JWSObject";

    private AccessChecks() {}

    /**
     * The check itself.
     *
     * @throws IOException when a file cannot be read or used, or a library is missing; the message names it
     */
    public static AccessCheck open(Access access) throws IOException {
        if (access instanceof Access.Tokens tokens) {
            return new TokenCheck(TokenSet.open(tokens));
        } else if (access instanceof Access.Jwt jwt) {
            requireJose();
            return jwt(jwt.settings());
        } else if (access instanceof Access.Callback callback) {
            return new CallbackCheck(callback);
        } else if (access instanceof Access.Program program) {
            return program.check();
        }
        return request -> AccessCheck.Verdict.admitted();
    }

    private static AccessCheck jwt(JwtSettings settings) throws IOException {
        InstantSource clock = InstantSource.system();
        JwtSettings.Keys keys = settings.keys();
        if (keys instanceof JwtSettings.Secret secret) {
            return JwtCheck.bySecret(settings, secret, clock);
        } else if (keys instanceof JwtSettings.SecretFile file) {
            String text = WatchedFile.open(file.file(), System::nanoTime).text().stripTrailing();
            try {
                return JwtCheck.bySecret(settings, new JwtSettings.Secret(text), clock);
            } catch (IllegalArgumentException tooShort) {
                throw new IOException(file.file() + ": " + tooShort.getMessage(), tooShort);
            }
        } else if (keys instanceof JwtSettings.JwksFile file) {
            WatchedFile watched = WatchedFile.open(file.file(), System::nanoTime);
            return JwtCheck.byKeysOfFile(settings, watched::text, file.file().toString(), clock);
        }
        JwtSettings.JwksUrl url = (JwtSettings.JwksUrl) keys;
        return JwtCheck.byKeysOfUrl(settings, new Download(url.uri()), url.uri().toString(), clock, System::nanoTime);
    }

    /** It is an optional dependency: most programs need none of it. */
    private static void requireJose() throws IOException {
        try {
            Class.forName(JOSE, false, AccessChecks.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IOException(
                    "JSON Web Tokens need the library com.nimbusds:nimbus-jose-jwt, which is not in the class path;"
                            + " add it to the program's dependencies",
                    e);
        }
    }
}
