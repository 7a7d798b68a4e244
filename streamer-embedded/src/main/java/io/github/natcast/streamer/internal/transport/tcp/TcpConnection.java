package io.github.natcast.streamer.internal.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a viewer, on which packets go both ways in frames (RFC 4571). Sending and the questions about
 * its backlog are thread-safe; handler methods belong to the connection's event loop, what arrives to the receive
 * thread.
 *
 * <p>The connection reads on only after the receive thread has taken what came before: whoever sends faster than it is
 * read waits in TCP, and costs no memory here.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
public final class TcpConnection extends ChannelInboundHandlerAdapter {
    /**
     * What waits here for the kernel: at 2 Mbit/s, 65 ms. Beyond it the connection is not writable; what the sender has
     * not handed over, it can still leave out.
     */
    static final int MOST_WAITING = 16 * 1024;

    private static final int WRITABLE_AGAIN = MOST_WAITING / 2;

    /** What may wait here at all: packets that were made before the connection was found full. */
    static final int LARGEST_BACKLOG = 256 * 1024;

    /** What the kernel keeps that the peer's window has no room for; more of it would be a queue nobody sees. */
    private static final long NOT_SENT = 8 * 1024;

    /** Where the kernel cannot be told that, it gets so little room that a queue in it is short. */
    private static final int SEND_BUFFER = 128 * 1024;

    /** Takes what arrives, on the receive thread. */
    public interface Receiver {
        /** One packet; the array is the connection's again after the call. */
        void onPacket(byte[] packet, int length);

        /** Nothing arrives any more. Once. */
        void onClosed();
    }

    private final TcpConnections connections;
    private final Receiver receiver;
    private final FrameSplitter splitter = new FrameSplitter();
    private final AtomicReference<@Nullable ByteBuf> arrived = new AtomicReference<>();
    private final Runnable takeArrived = this::takeArrived;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final Channel channel;

    TcpConnection(TcpConnections connections, Channel channel) {
        this.connections = connections;
        this.channel = channel;
        this.local = (InetSocketAddress) channel.localAddress();
        this.remote = (InetSocketAddress) channel.remoteAddress();
        this.receiver = connections.receiver(this);
    }

    public InetSocketAddress local() {
        return local;
    }

    public InetSocketAddress remote() {
        return remote;
    }

    /** A check on this connection knew a viewer's password: it may stay. */
    public void identified() {
        connections.forget(this);
    }

    /** Whether there is room, so that a packet handed over now leaves soon. */
    public boolean isWritable() {
        return channel.isWritable();
    }

    /** How many bytes wait here for the kernel; on a closed connection, more than may. */
    public long backlog() {
        if (channel.isWritable()) {
            return Math.max(0, MOST_WAITING - channel.bytesBeforeUnwritable());
        }
        // Netty answers the largest number where nothing will ever be written.
        return WRITABLE_AGAIN + Math.min(channel.bytesBeforeWritable(), LARGEST_BACKLOG);
    }

    /** Sends a packet as a frame; false when the connection is full or closed: the packet is lost. */
    public boolean send(byte[] packet, int offset, int length) {
        return sendRun(packet, offset, length, length);
    }

    /**
     * Sends packets that lie one behind the other, all {@code packetLength} bytes long but the last, which may be
     * shorter; false when the connection is full or closed: all of them are lost.
     */
    public boolean sendRun(byte[] packets, int offset, int length, int packetLength) {
        if (length == 0 || !channel.isActive() || backlog() > LARGEST_BACKLOG) {
            return false;
        }
        int count = (length + packetLength - 1) / packetLength;
        ByteBuf frames = channel.alloc().directBuffer(length + count * FrameSplitter.LENGTH_BYTES);
        for (int done = 0; done < length; done += packetLength) {
            int each = Math.min(packetLength, length - done);
            frames.writeShort(each).writeBytes(packets, offset + done, each);
        }
        channel.writeAndFlush(frames, channel.voidPromise());
        return true;
    }

    /** Closes the connection; what the kernel has no room for yet is lost. */
    public void close() {
        channel.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel.config().setAutoRead(false);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(WRITABLE_AGAIN, MOST_WAITING));
        if (!channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, NOT_SENT)) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
        }
        channel.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        ByteBuf earlier = arrived.getAndSet(null);
        ByteBuf all = earlier == null ? bytes : ctx.alloc().compositeBuffer(2).addComponents(true, earlier, bytes);
        arrived.set(all);
        connections.receiveThread().execute(takeArrived);
    }

    private void takeArrived() {
        ByteBuf bytes = arrived.getAndSet(null);
        if (bytes == null) {
            return;
        }
        try {
            byte[] packet = connections.packet();
            for (var buffer : bytes.nioBuffers()) {
                int length = splitter.next(buffer, packet);
                while (length >= 0) {
                    receiver.onPacket(packet, length);
                    length = splitter.next(buffer, packet);
                }
                if (length == FrameSplitter.TOO_LONG) {
                    close();
                    return;
                }
            }
            channel.read();
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connections.forget(this);
        connections.receiveThread().execute(receiver::onClosed);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset connection, nearly always: channelInactive follows.
        ctx.close();
    }
}
