package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.ProxyHeaders;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers whose datagrams come out of a tunnel on this host, which says who sent them. */
@Timeout(60)
final class ProxiedViewerTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("198.51.100.7", 50000);
    private static final long PATIENCE_MILLIS = 10_000;

    private final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
    private final BlockingQueue<InetSocketAddress> clients = new LinkedBlockingQueue<>();
    private final IceSessionListener listener = new IceSessionListener() {
        @Override
        public void onPath(MediaPath path) {
            paths.add(path);
        }

        @Override
        public void onForwarded(InetSocketAddress client) {
            clients.add(client);
        }

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {}

        @Override
        public void onFailed(String reason) {}
    };

    private static SharedPortTransport transport(TrustedSources trusted) throws IOException {
        SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
        transport.trustForwarders(trusted);
        return transport;
    }

    private static TinyIceClient client(SharedPortTransport transport, IceSession session) throws IOException {
        InetSocketAddress server = transport.localAddresses().get(0);
        return new TinyIceClient(server.getAddress(), server, session.localCredentials());
    }

    /** The first check counts, so that nobody waits for the second. */
    @Test
    void theHeaderBeforeTheFirstCheckNamesTheViewer() throws Exception {
        try (SharedPortTransport transport = transport(TrustedSources.THIS_HOST);
                IceSession session = transport.open(listener);
                TinyIceClient client = client(transport, session)) {
            session.start(TinyIceClient.CREDENTIALS);

            client.checkBehind(ProxyHeaders.of(CLIENT, true, new byte[0]));

            MediaPath path = paths.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(path).isNotNull();
            assertThat(path.remote()).as("where answers go").isEqualTo(client.address());
            assertThat(clients.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(CLIENT);
        }
    }

    @Test
    void soDoesADatagramOfItsOwnAndItIsSaidOnce() throws Exception {
        try (SharedPortTransport transport = transport(TrustedSources.THIS_HOST);
                IceSession session = transport.open(listener);
                TinyIceClient client = client(transport, session)) {
            session.start(TinyIceClient.CREDENTIALS);

            client.send(ProxyHeaders.of(CLIENT, true, new byte[3]));
            client.check(true);
            client.check(true);

            assertThat(paths.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
            assertThat(clients.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(CLIENT);
            client.check(true);
            assertThat(clients.poll(100, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void withoutTrustSuchADatagramIsDroppedAndTheNextOneCounts() throws Exception {
        try (SharedPortTransport transport = transport(TrustedSources.NONE);
                IceSession session = transport.open(listener);
                TinyIceClient client = client(transport, session)) {
            session.start(TinyIceClient.CREDENTIALS);

            client.checkBehind(ProxyHeaders.of(CLIENT, true, new byte[0]));
            assertThat(paths.poll(200, TimeUnit.MILLISECONDS)).isNull();
            client.check(true);

            assertThat(paths.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
            assertThat(clients).isEmpty();
        }
    }
}
