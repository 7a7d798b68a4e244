package io.github.natcast.streamer.internal.media.source.frames;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client on a blocking socket. Confined to the test's thread. */
final class TestClient implements Closeable {
    private final SocketChannel channel;

    TestClient(SocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Waits for the next one: its kind, a space and its text. */
    String reply() throws IOException {
        ByteBuffer header = read(8);
        byte[] magic = new byte[4];
        header.get(magic);
        int version = header.get();
        if (!new String(magic, StandardCharsets.US_ASCII).equals("NCFS") || version != 1) {
            throw new IOException("not a reply");
        }
        int kind = header.get();
        return kind + " " + StandardCharsets.UTF_8.decode(read(header.getShort()));
    }

    private ByteBuffer read(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("closed after " + bytes.position() + " of " + count + " bytes");
            }
        }
        return bytes.flip();
    }

    boolean isClosedByServer() {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
