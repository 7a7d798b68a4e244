package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.Socket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;

/**
 * Which of Netty's sockets a server listens with. On Linux the native ones: they can tell the kernel to keep few unsent
 * bytes (TCP_NOTSENT_LOWAT), which ICE-TCP needs. Immutable.
 */
record ListeningSockets(Class<? extends ServerSocketChannel> channel, boolean isNative) {

    static ListeningSockets best() {
        return Epoll.isAvailable()
                ? new ListeningSockets(EpollServerSocketChannel.class, true)
                : new ListeningSockets(NioServerSocketChannel.class, false);
    }

    /**
     * The threads that serve such sockets. Both classes are deprecated in Netty 4.2 in favour of one that 4.1 does not
     * have; in 4.2 they are a name for it, and Spring Boot 3 brings 4.1.
     */
    @SuppressWarnings("deprecation")
    EventLoopGroup loops(int threads, ThreadFactory factory) {
        // Not one conditional expression: javac 25 notes the type that both have in common, which 4.1 does not have.
        if (isNative) {
            return new EpollEventLoopGroup(threads, factory);
        }
        return new NioEventLoopGroup(threads, factory);
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
