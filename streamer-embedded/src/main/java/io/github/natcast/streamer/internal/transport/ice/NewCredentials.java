package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.random.RandomGenerator;

/** Makes this side's credentials: more than the 24 and 128 random bits that RFC 8445 §5.3 demands. */
public final class NewCredentials {
    /** RFC 8839 §5.4: ice-char. */
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final int FRAGMENT_CHARS = 8;
    private static final int PASSWORD_CHARS = 24;

    private NewCredentials() {}

    /**
     * New ones.
     *
     * @param random a cryptographic one
     */
    public static IceCredentials from(RandomGenerator random) {
        return new IceCredentials(text(random, FRAGMENT_CHARS), text(random, PASSWORD_CHARS));
    }

    private static String text(RandomGenerator random, int chars) {
        StringBuilder text = new StringBuilder(chars);
        for (int i = 0; i < chars; i++) {
            text.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return text.toString();
    }
}
