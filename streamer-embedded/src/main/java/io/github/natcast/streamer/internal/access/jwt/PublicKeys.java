package io.github.natcast.streamer.internal.access.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** RS256 and ES256 by a set of public keys. Thread-safe. */
final class PublicKeys implements JwtCheck.Signatures {
    /** Each is a signature to verify; a set that is not meant as an attack has two or three. */
    private static final int MOST_TRIED = 8;

    private final KeySet keys;

    PublicKeys(KeySet keys) {
        this.keys = keys;
    }

    @Override
    public boolean verify(SignedJWT token) throws JOSEException, IOException {
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        if (!JWSAlgorithm.RS256.equals(algorithm) && !JWSAlgorithm.ES256.equals(algorithm)) {
            return false;
        }
        Optional<String> id = Optional.ofNullable(token.getHeader().getKeyID());
        List<JWK> fitting = fitting(Optional.empty(), id, algorithm);
        if (fitting.isEmpty() && id.isPresent()) {
            fitting = fitting(id, id, algorithm);
        }
        for (JWK key : fitting) {
            if (token.verify(verifier(key))) {
                return true;
            }
        }
        return false;
    }

    private List<JWK> fitting(Optional<String> missing, Optional<String> id, JWSAlgorithm algorithm)
            throws IOException {
        return keys.keys(missing).getKeys().stream()
                .filter(key -> fits(key, algorithm))
                .filter(key ->
                        id.isEmpty() || key.getKeyID() == null || id.get().equals(key.getKeyID()))
                .limit(MOST_TRIED)
                .toList();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        boolean kind = algorithm.equals(JWSAlgorithm.RS256)
                ? key instanceof RSAKey
                : key instanceof ECKey elliptic && Curve.P_256.equals(elliptic.getCurve());
        boolean use = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
        boolean named = key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
        return kind && use && named;
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECKey) key);
    }
}
