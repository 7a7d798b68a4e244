package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.Socket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Which of Netty's sockets a server listens with. On Linux the native ones: they can tell the kernel to keep few unsent
 * bytes (TCP_NOTSENT_LOWAT), which ICE-TCP needs. Immutable.
 */
record ListeningSockets(IoHandlerFactory loops, Class<? extends ServerSocketChannel> channel, boolean isNative) {

    static ListeningSockets best() {
        return Epoll.isAvailable()
                ? new ListeningSockets(EpollIoHandler.newFactory(), EpollServerSocketChannel.class, true)
                : new ListeningSockets(NioIoHandler.newFactory(), NioServerSocketChannel.class, false);
    }

    /** Any IPv4 address means any address of both families, as it does with the JDK's sockets; not with native ones. */
    InetSocketAddress toBind(InetSocketAddress wanted) {
        InetAddress address = wanted.getAddress();
        if (!isNative || !(address instanceof Inet4Address) || !address.isAnyLocalAddress()) {
            return wanted;
        }
        return Socket.isIPv6Preferred() ? new InetSocketAddress("::", wanted.getPort()) : wanted;
    }
}
