package io.github.natcast.examples.cli.verify;

import io.github.natcast.streamer.probe.IceCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The offer of a browser that wants to watch. Immutable. */
final class BrowserOffer {
    private static final String FILE = "offer.sdp";
    /** RFC 8839 §5.4: 4 and 22 characters at least. */
    private static final int UFRAG_LENGTH = 8;

    private static final int PASSWORD_LENGTH = 24;

    private final String ufrag;
    private final String sdp;

    /** @param nonce 32 characters of letters and digits, from which its ICE credentials are made */
    BrowserOffer(String nonce) {
        ufrag = nonce.substring(0, UFRAG_LENGTH);
        sdp = template()
                .replace("{ufrag}", ufrag)
                .replace("{password}", nonce.substring(UFRAG_LENGTH, UFRAG_LENGTH + PASSWORD_LENGTH));
    }

    String sdp() {
        return sdp;
    }

    /** What a check to the other side shows. */
    IceCredentials credentials(String remoteUfrag, String remotePassword) {
        return new IceCredentials(remoteUfrag, ufrag, remotePassword);
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(BrowserOffer.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
