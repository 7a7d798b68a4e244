package io.github.natcast.streamer.internal.transport.nat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.ThreadFailures;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class NatLoopTest {
    private final ThreadFailures failures = new ThreadFailures(System::nanoTime, sentence -> {});
    private final CountDownLatch wentOn = new CountDownLatch(1);

    @Test
    void errorsInWorkAndTasksAreFollowedByTheNext() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        try (NatLoop loop = new NatLoop(System::nanoTime, failures)) {
            loop.start((now, latest) -> {
                if (polls.incrementAndGet() == 1) {
                    throw new StackOverflowError("a failure of this test");
                }
                return latest;
            });
            loop.execute(() -> {
                throw new StackOverflowError("another failure of this test");
            });
            loop.execute(wentOn::countDown);

            assertThat(wentOn.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(failures.count()).isEqualTo(2);
            assertThat(failures.reason().orElseThrow()).contains("natcast-nat");
        }
    }
}
