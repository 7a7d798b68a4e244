package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.WhepViewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;

/** A process of one viewer that counts packets and decodes nothing. The argument is the server's address. */
final class LightWhepViewer {
    private LightWhepViewer() {}

    public static void main(String[] arguments) throws Exception {
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        WhepViewer viewer = WhepViewer.join(HttpClient.newHttpClient(), URI.create(arguments[0]), identity);
        System.out.println("joined");
        long bytes = 0;
        for (byte[] packet = viewer.nextProtected(); packet != null; packet = viewer.nextProtected()) {
            bytes += packet.length;
        }
        System.out.println(bytes);
    }
}
