package io.github.natcast.streamer.internal.access.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.security.AccessCheck;
import io.github.natcast.streamer.security.JwtSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Admits whoever has a token that is signed for this server (RFC 7519). The kind of keys decides on the algorithm,
 * never the token alone (RFC 8725 §3.1). Thread-safe; fetching keys blocks for some seconds at most.
 */
public final class JwtCheck implements AccessCheck {
    /** Far more than any login server writes; a longer one is not parsed. */
    private static final int LONGEST = 16 << 10;

    private static final Verdict NO_TOKEN = Verdict.unauthorized("This server requires a JSON Web Token.");
    private static final Verdict UNAVAILABLE =
            Verdict.unavailable("The keys of the tokens cannot be fetched now; try again in some seconds.");

    private final Signatures signatures;
    private final ClaimRules rules;

    /** Whether a token's signature is right. */
    @FunctionalInterface
    interface Signatures {
        boolean verify(SignedJWT token) throws JOSEException, IOException;
    }

    JwtCheck(Signatures signatures, ClaimRules rules) {
        this.signatures = signatures;
        this.rules = rules;
    }

    /** For HS256. */
    public static JwtCheck bySecret(JwtSettings settings, JwtSettings.Secret secret, InstantSource clock)
            throws IOException {
        JWSVerifier verifier;
        try {
            verifier = new MACVerifier(secret.text().getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException e) {
            throw new IOException("the JWT secret cannot be used: " + e.getMessage(), e);
        }
        Signatures signatures =
                token -> JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm()) && token.verify(verifier);
        return new JwtCheck(signatures, new ClaimRules(settings, clock));
    }

    /**
     * For RS256 and ES256, by the keys of a file.
     *
     * @throws IOException when it holds no set of keys; the message names it
     */
    public static JwtCheck byKeysOfFile(JwtSettings settings, Supplier<String> file, String name, InstantSource clock)
            throws IOException {
        return new JwtCheck(new PublicKeys(new KeyFile(file, name)), new ClaimRules(settings, clock));
    }

    /** For RS256 and ES256, by the keys that a download brings; it is called as they are needed. */
    public static JwtCheck byKeysOfUrl(
            JwtSettings settings, Callable<String> download, String name, InstantSource clock, LongSupplier nanoTime) {
        return new JwtCheck(new PublicKeys(new FetchedKeys(download, name, nanoTime)), new ClaimRules(settings, clock));
    }

    @Override
    public Verdict check(ViewerRequest request) {
        Optional<String> text = request.token().filter(token -> token.length() <= LONGEST);
        if (text.isEmpty()) {
            return NO_TOKEN;
        }
        try {
            SignedJWT token = SignedJWT.parse(text.get());
            JWTClaimsSet claims = token.getJWTClaimsSet();
            if (claims == null || !signatures.verify(token)) {
                return wrong("its signature is not one of this server's keys");
            }
            Optional<String> objection = rules.objection(claims);
            return objection.isPresent()
                    ? wrong(objection.get())
                    : new Verdict.Admitted(withoutNulls(claims.getClaims()), rules.channels(claims));
        } catch (ParseException | JOSEException e) {
            return wrong("it is none");
        } catch (IOException e) {
            return UNAVAILABLE;
        }
    }

    private static Verdict wrong(String reason) {
        return Verdict.unauthorized("The JSON Web Token does not count: " + reason + ".");
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> claims) {
        Map<String, Object> present = new HashMap<>(claims);
        present.values().removeIf(value -> value == null);
        return present;
    }
}
