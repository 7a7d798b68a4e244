package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Viewers in a JVM of their own, so that what the server's holds is the server's: real ICE, DTLS and SRTP keys. Reads a
 * port and, for each viewer, the fragment and the password of the server's side; answers when that viewer has joined.
 */
final class LightReceivers {
    private LightReceivers() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        System.out.println(identity.fingerprint());
        String[] server = orders.readLine().split(" ", 2);
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(server[0]));
        List<TinyViewer> viewers = new ArrayList<>();
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] credentials = order.split(" ", -1);
            TinyViewer viewer = new TinyViewer(
                    address,
                    new IceCredentials(credentials[0], credentials[1]),
                    identity,
                    Fingerprint.parse(server[1]));
            viewer.join();
            viewers.add(viewer);
            System.out.println("joined " + viewers.size());
        }
    }
}
