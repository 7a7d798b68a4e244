package io.github.natcast.streamer.internal.srtp;

import java.util.logging.Level;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/**
 * Makes crypto contexts, and fixes their provider of AES before the first one exists. Left alone, the SRTP library
 * would measure every provider for seconds, at the expense of the first viewer. Thread-safe.
 */
final class SrtpCiphers {
    private static final String LOGGER_NAME = "org.jitsi.srtp";

    /** Held, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final java.util.logging.Logger LIBRARY_LOGGER = java.util.logging.Logger.getLogger(LOGGER_NAME);

    private static final Logger LOGGER;

    static {
        if (LIBRARY_LOGGER.getLevel() == null) {
            LIBRARY_LOGGER.setLevel(Level.SEVERE);
        }
        LOGGER = new LoggerImpl(LOGGER_NAME);
        Aes.setFactoryClassName(provider());
    }

    private SrtpCiphers() {}

    /**
     * The bundled OpenSSL is at least as fast as the JDK's provider and allocates a tenth as much. Where it does not
     * load, the JDK's provider serves.
     */
    private static String provider() {
        return JitsiOpenSslProvider.isLoaded() ? "OpenSSL" : "SunJCE";
    }

    /** {@code policy} belongs to the contexts from now on: they see what changes in it. */
    static SrtpContextFactory contexts(boolean sender, SrtpPolicy policy, byte[] key, byte[] salt) {
        return new SrtpContextFactory(sender, key, salt, policy, policy, LOGGER);
    }
}
