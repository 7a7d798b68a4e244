package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeThreadsTest {
    private final HandshakeThreads threads = new HandshakeThreads(ThreadFailures.logged());
    private final CountDownLatch busy = new CountDownLatch(2);
    private final CountDownLatch hold = new CountDownLatch(1);
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        hold.countDown();
        threads.close();
    }

    private void keepBusy() throws Exception {
        for (int i = 0; i < 2; i++) {
            threads.of(new EmbeddedChannel()).execute(() -> {
                busy.countDown();
                awaitHold();
            });
        }
        assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitHold() {
        try {
            hold.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String next() throws Exception {
        return done.poll(5, TimeUnit.SECONDS);
    }

    @Test
    void whoIsGoneGivesUpItsTurn() throws Exception {
        keepBusy();
        List<EmbeddedChannel> flood = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            EmbeddedChannel channel = new EmbeddedChannel();
            flood.add(channel);
            threads.of(channel).execute(() -> done.add("of a flood"));
        }
        threads.of(new EmbeddedChannel()).execute(() -> done.add("a viewer's"));
        assertThat(threads.waiting()).isEqualTo(1001);
        flood.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(threads.waiting()).isEqualTo(1);

        Executor late = threads.of(flood.get(0));
        late.execute(() -> done.add("of a flood, after its end"));
        assertThat(threads.waiting()).isEqualTo(1);
        hold.countDown();
        assertThat(next()).isEqualTo("a viewer's");
        assertThat(done.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    /** As at a container's limit of processes. */
    @Test
    void whereTheProcessMayHaveNoThreadALaterHandshakeHasOneAgain() throws Exception {
        AtomicInteger failures = new AtomicInteger(5);
        ThreadFactory atTheLimit = task -> {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread thread = new Thread(task, "handshake-of-a-test");
            thread.setDaemon(true);
            return thread;
        };
        try (HandshakeThreads few = new HandshakeThreads(atTheLimit)) {
            for (int i = 0; i < 5; i++) {
                few.of(new EmbeddedChannel()).execute(() -> done.add("waited"));
            }
            assertThat(few.waiting()).isEqualTo(5);
            few.of(new EmbeddedChannel()).execute(() -> done.add("begins"));
            for (int i = 0; i < 5; i++) {
                assertThat(next()).isEqualTo("waited");
            }
            assertThat(next()).isEqualTo("begins");
        }
    }

    @Test
    void aTaskThatFailsEndsNoThread() throws Exception {
        ThreadFailures told = new ThreadFailures(System::nanoTime, sentence -> {});
        try (HandshakeThreads failing = new HandshakeThreads(told)) {
            for (int i = 0; i < 10; i++) {
                failing.of(new EmbeddedChannel()).execute(() -> {
                    throw new IllegalStateException("a failure for the test");
                });
            }
            failing.of(new EmbeddedChannel()).execute(() -> done.add("after them"));

            assertThat(next()).isEqualTo("after them");
            assertThat(told.isOver()).isFalse();
            assertThat(told.count()).isPositive();
        }
    }

    @Test
    void whatComesAfterTheEndIsDropped() throws Exception {
        keepBusy();
        threads.of(new EmbeddedChannel()).execute(() -> done.add("waiting"));
        threads.close();
        hold.countDown();
        threads.of(new EmbeddedChannel()).execute(() -> done.add("late"));

        assertThat(done.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
}
