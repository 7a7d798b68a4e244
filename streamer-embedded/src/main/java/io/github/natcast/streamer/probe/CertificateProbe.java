package io.github.natcast.streamer.probe;

import io.github.natcast.streamer.internal.tls.ServerTls;
import io.github.natcast.streamer.security.TlsSettings;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads a certificate and its key as a streamer does when it starts. */
public final class CertificateProbe {
    private CertificateProbe() {}

    /**
     * The certificates that the HTTP port would show, its own first. Says nothing of names and dates.
     *
     * @throws IOException when a file is of no use, or the key does not belong to the first certificate; the message
     *     names the file and what to do
     */
    public static List<X509Certificate> chain(TlsSettings settings) throws IOException {
        return ServerTls.chain(settings);
    }
}
