package io.github.natcast.streamer.internal.transport.egress;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Netty's native socket without Netty's event loop: the sender thread calls the kernel itself. A call allocates 56
 * bytes at most, for the remote address.
 */
final class NativeSocket implements SegmentingSocket {
    /** From linux/udp.h; the option is an int, the length of a segment in bytes. */
    private static final int SOL_UDP = 17;

    private static final int UDP_SEGMENT = 103;

    // From Linux, on every architecture that Netty has natives for. A device without checksum offload answers EIO, a
    // path
    // whose MTU is below a segment EINVAL or EMSGSIZE, a kernel or container without the option the last two.
    private static final int EIO = 5;
    private static final int EINVAL = 22;
    private static final int EMSGSIZE = 90;
    private static final int ENOPROTOOPT = 92;
    private static final int EOPNOTSUPP = 95;

    private final Descriptor socket;

    private NativeSocket(Descriptor socket) {
        this.socket = socket;
    }

    private static final class Descriptor extends Socket {
        private Descriptor(int fd) {
            super(fd);
        }

        static Descriptor open(boolean ipv6) {
            return new Descriptor(newSocketDgram0(ipv6));
        }
    }

    /** Why there are no native sockets here, such as an operating system other than Linux; empty when there are. */
    static Optional<String> unavailable() {
        return Optional.ofNullable(Epoll.unavailabilityCause()).map(NativeSocket::innermost);
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /** Opens a bound socket that shares its port with others that set SO_REUSEADDR. */
    static NativeSocket bind(InetSocketAddress local, int bufferBytes) throws IOException {
        Descriptor socket;
        try {
            socket = Descriptor.open(local.getAddress() instanceof Inet6Address);
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
        NativeSocket opened = new NativeSocket(socket);
        try {
            socket.setReuseAddress(true);
            socket.setSendBufferSize(bufferBytes);
            socket.bind(local);
            return opened;
        } catch (IOException | ChannelException e) {
            opened.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    InetSocketAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public void segmentLength(int bytes) throws IOException {
        setOption(SOL_UDP, UDP_SEGMENT, bytes);
    }

    void setOption(int level, int option, int value) throws IOException {
        try {
            socket.setIntOpt(level, option, value);
        } catch (ChannelException e) {
            throw new RefusedException(e);
        }
    }

    @Override
    public boolean send(ByteBuffer buffer, int length, InetSocketAddress remote) throws IOException {
        try {
            return socket.sendTo(buffer, 0, length, remote.getAddress(), remote.getPort()) == length;
        } catch (Errors.NativeIoException e) {
            throw refusesSegments(-e.expectedErr()) ? new RefusedException(e) : e;
        }
    }

    private static boolean refusesSegments(int error) {
        return error == EIO || error == EINVAL || error == EMSGSIZE || error == ENOPROTOOPT || error == EOPNOTSUPP;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is lost: it is no longer used.
        }
    }
}
