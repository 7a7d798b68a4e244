package io.github.natcast.streamer.internal.srtp;

import java.util.Arrays;
import java.util.List;

/** The master keys and salts of both directions (RFC 5764 §4.2). Immutable by agreement, until they are erased. */
public record SrtpKeyingMaterial(
        SrtpProfile profile, byte[] clientKey, byte[] clientSalt, byte[] serverKey, byte[] serverSalt) {

    /** How many bytes to request from the TLS exporter. */
    public static int exportedLength(SrtpProfile profile) {
        return 2 * (profile.keyLength() + profile.saltLength());
    }

    /** Cuts exported bytes in the order of RFC 5764 §4.2: client key, server key, client salt, server salt. */
    public static SrtpKeyingMaterial ofExported(SrtpProfile profile, byte[] exported) {
        if (exported.length != exportedLength(profile)) {
            throw new IllegalArgumentException(profile + " needs " + exportedLength(profile)
                    + " bytes of keying material, not " + exported.length);
        }
        int serverKey = profile.keyLength();
        int clientSalt = 2 * profile.keyLength();
        int serverSalt = clientSalt + profile.saltLength();
        return new SrtpKeyingMaterial(
                profile,
                Arrays.copyOfRange(exported, 0, serverKey),
                Arrays.copyOfRange(exported, clientSalt, serverSalt),
                Arrays.copyOfRange(exported, serverKey, clientSalt),
                Arrays.copyOfRange(exported, serverSalt, exported.length));
    }

    /** Protects what the DTLS server sends. */
    public SrtpSender serverSender() {
        return new SrtpSender(profile, serverKey, serverSalt);
    }

    /** Opens what the DTLS client sent. */
    public SrtpReceiver serverReceiver() {
        return new SrtpReceiver(profile, clientKey, clientSalt);
    }

    /** Protects what the DTLS client sends. */
    public SrtpSender clientSender() {
        return new SrtpSender(profile, clientKey, clientSalt);
    }

    /** Opens what the DTLS server sent. */
    public SrtpReceiver clientReceiver() {
        return new SrtpReceiver(profile, serverKey, serverSalt);
    }

    /** Opens the media that the DTLS client sends. */
    public SrtpMediaReceiver serverMediaReceiver() {
        return new SrtpMediaReceiver(profile, clientKey, clientSalt);
    }

    /** Opens the media that the DTLS server sends. */
    public SrtpMediaReceiver clientMediaReceiver() {
        return new SrtpMediaReceiver(profile, serverKey, serverSalt);
    }

    /** Overwrites the keys and salts; senders and receivers made before have copies of their own. */
    public void erase() {
        for (byte[] secret : List.of(clientKey, clientSalt, serverKey, serverSalt)) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Does not show the keys. */
    @Override
    public String toString() {
        return "SrtpKeyingMaterial[" + profile + "]";
    }
}
