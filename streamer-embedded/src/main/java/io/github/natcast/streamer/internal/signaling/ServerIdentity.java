package io.github.natcast.streamer.internal.signaling;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells one running streamer from every other: a key of its own, made when it starts, that nobody else learns.
 * Immutable.
 */
public final class ServerIdentity {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKey key;

    private ServerIdentity(SecretKey key) {
        this.key = key;
    }

    static ServerIdentity random() {
        return random(new SecureRandom());
    }

    /** @param random a cryptographic one */
    static ServerIdentity random(RandomGenerator random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return new ServerIdentity(new SecretKeySpec(bytes, ALGORITHM));
    }

    /** What only this streamer answers to a number that it could not foresee; in hexadecimal digits. */
    String proof(String nonce) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(nonce.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
