package io.github.natcast.streamer.internal.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TcpConnectionTest {
    private final Queue<Runnable> receiveThread = new ArrayDeque<>();
    private final List<TcpConnection> opened = new ArrayList<>();
    private final List<byte[]> packets = new ArrayList<>();
    private int closed;

    private final TcpConnections connections = new TcpConnections(receiveThread::add, connection -> {
        opened.add(connection);
        return new TcpConnection.Receiver() {
            @Override
            public void onPacket(byte[] packet, int length) {
                packets.add(Arrays.copyOf(packet, length));
            }

            @Override
            public void onClosed() {
                closed++;
            }
        };
    });

    /** A channel whose kernel takes nothing while it is stalled. */
    private static final class FakeChannel extends EmbeddedChannel {
        boolean stalled;

        FakeChannel(TcpConnections connections) {
            super(connections.get());
            freezeTime();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer in) throws Exception {
            if (!stalled) {
                super.doWrite(in);
            }
        }

        @Override
        protected SocketAddress localAddress0() {
            return new InetSocketAddress("192.0.2.1", 9000);
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("192.0.2.2", 50_000);
        }

        void pass(long millis) {
            advanceTimeBy(millis, TimeUnit.MILLISECONDS);
            runScheduledPendingTasks();
        }
    }

    private FakeChannel open() {
        return new FakeChannel(connections);
    }

    private void runReceiveThread() {
        for (Runnable task = receiveThread.poll(); task != null; task = receiveThread.poll()) {
            task.run();
        }
    }

    @Test
    void framesEachPacketOfARun() {
        FakeChannel channel = open();

        assertThat(opened.get(0).sendRun(new byte[] {0, 1, 2, 3, 4, 5, 6}, 1, 5, 2))
                .isTrue();

        ByteBuf written = channel.readOutbound();
        byte[] bytes = new byte[written.readableBytes()];
        written.readBytes(bytes).release();
        assertThat(bytes).containsExactly(0, 2, 1, 2, 0, 2, 3, 4, 0, 1, 5);
    }

    @Test
    void readsOnOnlyWhenTheReceiveThreadHasTakenWhatCame() {
        FakeChannel channel = open();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0, 1}));
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {7, 0, 2, 8}));
        assertThat(packets).isEmpty();

        runReceiveThread();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {9}));
        runReceiveThread();

        assertThat(packets).containsExactly(new byte[] {7}, new byte[] {8, 9});
        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void tellsWhatWaitsForTheKernel() {
        FakeChannel channel = open();
        TcpConnection connection = opened.get(0);
        assertThat(connection.isWritable()).isTrue();
        assertThat(connection.backlog()).isZero();

        channel.stalled = true;
        connection.sendRun(new byte[10_000], 0, 10_000, 1_000);
        assertThat(connection.isWritable()).isTrue();
        assertThat(connection.backlog()).isBetween(10_020L, 10_200L);
        connection.sendRun(new byte[30_000], 0, 30_000, 1_000);
        assertThat(connection.isWritable()).isFalse();
        assertThat(connection.backlog()).isBetween(40_080L, 40_300L);

        channel.stalled = false;
        channel.flushOutbound();
        assertThat(connection.isWritable()).isTrue();
        assertThat(connection.backlog()).isZero();
        channel.releaseOutbound();
    }

    @Test
    void refusesWhatWouldBeAQueue() {
        FakeChannel channel = open();
        channel.stalled = true;
        TcpConnection connection = opened.get(0);
        int taken = 0;
        while (connection.send(new byte[1_000], 0, 1_000) && taken < 1_000) {
            taken++;
        }

        assertThat(taken * 1_000).isBetween(TcpConnection.LARGEST_BACKLOG - 30_000, TcpConnection.LARGEST_BACKLOG);
        channel.close().syncUninterruptibly();
        assertThat(connection.backlog()).isGreaterThan(TcpConnection.LARGEST_BACKLOG);
        assertThat(connection.isWritable()).isFalse();
        assertThat(connection.send(new byte[1], 0, 1)).isFalse();
        runReceiveThread();
        assertThat(closed).isOne();
    }

    @Test
    void whoIsNotIdentifiedInTimeIsClosed() {
        FakeChannel stranger = open();
        FakeChannel viewer = open();
        opened.get(1).identified();
        stranger.pass(2_999);
        viewer.pass(2_999);
        assertThat(stranger.isOpen()).isTrue();

        stranger.pass(2);
        viewer.pass(2);

        assertThat(stranger.isOpen()).isFalse();
        assertThat(viewer.isOpen()).isTrue();
    }

    @Test
    void tooManyStrangersPushOutTheOldest() {
        FakeChannel viewer = open();
        opened.get(0).identified();
        List<FakeChannel> strangers = new ArrayList<>();
        for (int i = 0; i < TcpConnections.MOST_UNIDENTIFIED + 2; i++) {
            strangers.add(open());
        }

        assertThat(viewer.isOpen()).isTrue();
        assertThat(strangers.stream().map(FakeChannel::isOpen).limit(3)).containsExactly(false, false, true);
        assertThat(strangers.stream().filter(FakeChannel::isOpen)).hasSize(TcpConnections.MOST_UNIDENTIFIED);
    }

    @Test
    void aFrameTooLongClosesAtOnce() {
        FakeChannel channel = open();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0, 1, 5, (byte) 0x80, 0, 1, 1}));
        runReceiveThread();

        assertThat(packets).containsExactly(new byte[] {5});
        assertThat(channel.isOpen()).isFalse();
    }
}
