package io.github.natcast.examples.cli.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What both sides of {@code --from} know, and nobody else: it signs what they say, and never goes over the wire. */
final class SharedToken {
    /** In characters: nobody shall guess it from a signature. */
    static final int SHORTEST = 16;

    static final String HEADER = "Natcast-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException when it is too short */
    SharedToken(String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException("the helper's token has " + token.length() + " characters; it must have "
                    + SHORTEST + " or more, as openssl rand -hex 16 makes");
        }
        key = new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * The signature of a message.
     *
     * @param purpose keeps a request from being taken for an answer
     */
    String sign(String purpose, String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((purpose + "\n" + message).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    boolean isSignature(String purpose, String message, String signature) {
        return MessageDigest.isEqual(
                sign(purpose, message).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }

    /** The token is not shown. */
    @Override
    public String toString() {
        return "SharedToken";
    }
}
