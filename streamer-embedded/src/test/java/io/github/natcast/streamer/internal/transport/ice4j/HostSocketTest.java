package io.github.natcast.streamer.internal.transport.ice4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class HostSocketTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** A STUN message's header (RFC 8489 §5). */
    private static final byte[] BINDING = {
        0, 1, 0, 0, 0x21, 0x12, (byte) 0xA4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    };

    private static final PacketSorter.Input UNUSED = new PacketSorter.Input() {
        @Override
        public boolean isPeer(InetSocketAddress remote) {
            return false;
        }

        @Override
        public void onPacket(InetSocketAddress remote, byte[] buffer, int offset, int length) {}
    };

    /** ice4j interrupts the thread that repeats a request, when the answer comes while it does. */
    @Test
    void anInterruptedSenderClosesNothing() throws Exception {
        HostSocket host = HostSocket.bind(LOOPBACK, EgressSockets.fastest(), UNUSED);
        try (SortingSocket socket = host.socket();
                DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            Thread.currentThread().interrupt();
            socket.send(new DatagramPacket(BINDING, BINDING.length, LOOPBACK, peer.getLocalPort()));
            assertThat(Thread.interrupted()).isTrue();

            DatagramPacket sent = new DatagramPacket(new byte[100], 100);
            peer.receive(sent);
            assertThat(sent.getSocketAddress()).isEqualTo(host.address());
            peer.send(new DatagramPacket(BINDING, BINDING.length, host.address()));
            DatagramPacket received = new DatagramPacket(new byte[100], 100);
            socket.receive(received);
            assertThat(received.getLength()).isEqualTo(BINDING.length);
            assertThat(socket.isClosed()).isFalse();
        } finally {
            host.media().close();
        }
    }
}
