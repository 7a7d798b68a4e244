package io.github.natcast.streamer.internal;

import io.github.natcast.topology.IceServer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that is shared with TURN servers, from which credentials are made that expire
 * (draft-uberti-behave-turn-rest-00 §2.2; coturn's {@code use-auth-secret}): the user name is {@code expiry:name}, the
 * password is base64(HMAC-SHA1(secret, user name)). Immutable; the secret is never logged.
 *
 * @param secret as the TURN servers have it
 * @param ttl how long a browser's credential is valid, 1 minute to 24 hours. A TURN server asks for it when a browser
 *     allocates, and again after its own restart
 */
public record TurnSecret(String secret, Duration ttl) {
    /** Long enough for a viewer to join and for its page to come back. */
    public static final Duration DEFAULT_TTL = Duration.ofHours(1);

    private static final Duration SHORTEST_TTL = Duration.ofMinutes(1);
    private static final Duration LONGEST_TTL = Duration.ofHours(24);

    /**
     * In seconds: a credential of this side's own lasts one to two of them. An allocation keeps the user name that made
     * it (RFC 8656 §5, error 441), some servers check the expiry in each refresh, and nothing is gained by a shorter
     * one, since whoever has the secret can make any. In whole steps, so that a streamer that is started again has the
     * name that its last allocation was made with, and can give it back.
     */
    private static final long OWN_STEP = Duration.ofDays(30).toSeconds();

    private static final String OWN_NAME = "natcast";

    /** @throws IllegalArgumentException when the secret is blank or the TTL is out of its range */
    public TurnSecret {
        if (secret.isBlank()) {
            throw new IllegalArgumentException(
                    "the TURN secret is blank; give the one that the TURN server has, such as"
                            + " coturn's static-auth-secret");
        }
        if (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("the lifetime of TURN credentials, " + ttl.toSeconds() + " s, must be "
                    + SHORTEST_TTL.toSeconds() + " to " + LONGEST_TTL.toSeconds() + " s");
        }
    }

    /** Whether the server gets its credentials from here: it is a TURN server and has none. */
    public static boolean isFor(IceServer server) {
        return server.isTurn()
                && server.username().isEmpty()
                && server.credential().isEmpty();
    }

    /**
     * The server with a credential for one browser.
     *
     * @param name tells browsers apart in the TURN server's log and quotas; without a colon
     */
    public IceServer forBrowser(IceServer server, String name, Instant now) {
        return with(server, now.getEpochSecond() + ttl.toSeconds(), name);
    }

    /** The server with a credential for an allocation of this side. */
    public IceServer forThisSide(IceServer server, Instant now) {
        return with(server, (now.getEpochSecond() / OWN_STEP + 2) * OWN_STEP, OWN_NAME);
    }

    private IceServer with(IceServer server, long expiry, String name) {
        String username = expiry + ":" + name;
        return new IceServer(server.urls(), Optional.of(username), Optional.of(password(username)));
    }

    private String password(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA1, for any key", e);
        }
    }

    /** The secret is not shown. */
    @Override
    public String toString() {
        return "TurnSecret[ttl=" + ttl + "]";
    }
}
