package io.github.natcast.sdp.internal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Makes foundations for candidates that nobody gathered. Stateless. */
public final class Foundations {
    private Foundations() {}

    /**
     * A foundation that is the same for candidates of one type, base, transport and server, and a function of these
     * alone (RFC 8445 §5.1.1.3).
     */
    public static long of(String typeBaseAndTransport) {
        CRC32 crc = new CRC32();
        crc.update(typeBaseAndTransport.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
