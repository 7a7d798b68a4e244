package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FanoutTest {
    /** Counts down by one per RTP packet. */
    private record CountingEgress(CountDownLatch packets, CountDownLatch closed) implements MediaEgress {
        @Override
        public boolean send(byte[] packet, int offset, int length, MediaPath path) {
            if ((packet[offset + 1] & 0x7F) == FanoutFixture.PAYLOAD_TYPE) {
                packets.countDown();
            }
            return true;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void sendsToAllViewersFromItsThreadsAndEndsThem() throws InterruptedException {
        int viewers = 10;
        CountDownLatch packets = new CountDownLatch(viewers * 2);
        CountDownLatch closed = new CountDownLatch(3);
        List<Thread> threads = new ArrayList<>();
        Fanout fanout = fanout(3, new CountingEgress(packets, closed), threads);
        try (fanout) {
            Broadcast broadcast = fanout.broadcast(FanoutFixture.PACKETIZER, () -> {});
            for (int i = 0; i < viewers; i++) {
                ViewerSender viewer = fanout.open(new FakeProtector(), failure -> {});
                viewer.stream(broadcast, FanoutFixture.parameters());
                viewer.path(FanoutFixture.path(1000 + i));
            }
            assertThat(fanout.viewers()).isEqualTo(viewers);
            broadcast.onFrame(new EncodedFrame(VideoCodec.H264, new byte[] {1}, true, System.nanoTime()));
            broadcast.onFrame(new EncodedFrame(VideoCodec.H264, new byte[] {2}, false, System.nanoTime()));
            assertThat(packets.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(closed.getCount()).isZero();
        assertThat(threads).hasSize(3).noneMatch(Thread::isAlive);
        assertThatThrownBy(() -> fanout.open(new FakeProtector(), failure -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closesSocketsAlreadyOpenWhenOneCannotBeOpened() {
        CountDownLatch closed = new CountDownLatch(2);
        List<MediaEgress> opened = new ArrayList<>();
        assertThatThrownBy(() -> new Fanout(
                        FanoutSettings.ofDefaults().withSenderThreads(3),
                        () -> {
                            if (opened.size() == 2) {
                                throw new IllegalStateException("no third socket");
                            }
                            opened.add(new CountingEgress(new CountDownLatch(0), closed));
                            return opened.get(opened.size() - 1);
                        },
                        System::nanoTime,
                        InstantSource.system(),
                        new SecureRandom(),
                        Thread::new))
                .hasMessage("no third socket");
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> FanoutSettings.ofDefaults().withSenderThreads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sender threads is 0 but must be 1 to 64");
    }

    private static Fanout fanout(int senderThreads, MediaEgress egress, List<Thread> threads) {
        return new Fanout(
                FanoutSettings.ofDefaults().withSenderThreads(senderThreads),
                () -> egress,
                System::nanoTime,
                InstantSource.system(),
                new SecureRandom(),
                task -> {
                    Thread thread = new Thread(task, "sender");
                    threads.add(thread);
                    return thread;
                });
    }
}
