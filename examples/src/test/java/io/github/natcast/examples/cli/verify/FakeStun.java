package io.github.natcast.examples.cli.verify;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** A STUN server that sees everybody at one address, in a MAPPED-ADDRESS (RFC 8489 §14.1). */
final class FakeStun implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, LoopbackDeployment.LOOPBACK);

    FakeStun(String address, int port) throws IOException {
        byte[] mapped = InetAddress.getByName(address).getAddress();
        Thread thread = new Thread(() -> serve(mapped, port));
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "stun:127.0.0.1:" + socket.getLocalPort();
    }

    private void serve(byte[] mapped, int port) {
        try {
            while (true) {
                DatagramPacket request = new DatagramPacket(new byte[1500], 1500);
                socket.receive(request);
                ByteBuffer answer = ByteBuffer.allocate(32);
                answer.putShort((short) 0x0101).putShort((short) 12).put(request.getData(), 4, 16);
                answer.putShort((short) 1)
                        .putShort((short) 8)
                        .putShort((short) 1)
                        .putShort((short) port);
                answer.put(mapped);
                socket.send(new DatagramPacket(answer.array(), 32, request.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
