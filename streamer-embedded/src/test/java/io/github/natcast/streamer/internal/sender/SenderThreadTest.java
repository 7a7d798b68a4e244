package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.ThreadFailures;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SenderThreadTest {
    private static final int FAILING = 3;

    private final ThreadFailures failures = new ThreadFailures(System::nanoTime, sentence -> {});
    private final AtomicInteger rounds = new AtomicInteger();
    private final CountDownLatch wentOn = new CountDownLatch(1);

    @Test
    void roundsThatFailAreFollowedByOthers() throws Exception {
        SenderThread.Rounds loop = new SenderThread.Rounds() {
            @Override
            public int doWork() {
                if (rounds.incrementAndGet() <= FAILING) {
                    throw new OutOfMemoryError("a failure of this test");
                }
                wentOn.countDown();
                return 0;
            }

            @Override
            public long idleNanos() {
                return TimeUnit.HOURS.toNanos(1);
            }

            @Override
            public void onWakeUp(Runnable wake) {}
        };
        try (SenderThread thread =
                new SenderThread(loop, new NoEgress(), task -> failures.daemon("natcast-sender", task))) {
            thread.start();

            assertThat(wentOn.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(failures.count()).isEqualTo(FAILING);
            assertThat(failures.reason().orElseThrow()).contains("natcast-sender");
        }
    }
}
