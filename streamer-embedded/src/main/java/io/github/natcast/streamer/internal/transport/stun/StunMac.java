package io.github.natcast.streamer.internal.transport.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The MESSAGE-INTEGRITY of many short-term credentials: one MAC, keyed anew for each. Confined to one thread. */
public final class StunMac {
    private static final String HMAC_SHA1 = "HmacSHA1";

    private final Mac mac;
    private @Nullable SecretKey current;

    public StunMac() {
        try {
            mac = Mac.getInstance(HMAC_SHA1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC_SHA1, e);
        }
    }

    /** The key of a short-term password (RFC 8489 §9.1.1), which is not empty. */
    public static SecretKey key(String password) {
        return new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), HMAC_SHA1);
    }

    /** The MAC with this key, until the next call. */
    public Mac with(SecretKey key) {
        if (key != current) {
            try {
                mac.init(key);
            } catch (InvalidKeyException e) {
                throw new IllegalArgumentException("no key of " + HMAC_SHA1, e);
            }
            current = key;
        }
        return mac;
    }
}
