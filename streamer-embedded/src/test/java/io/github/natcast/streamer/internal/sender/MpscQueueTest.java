package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MpscQueueTest {
    /** Long enough that nobody spins on a machine with few cores. */
    private static final long BACK_OFF_NANOS = 200_000;

    @Test
    void takesAsManyAsItHoldsAndGivesThemBackInOrder() {
        MpscQueue<Integer> queue = new MpscQueue<>(4);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(queue.offer(i)).isTrue();
            }
            assertThat(queue.offer(4)).isFalse();
            for (int i = 0; i < 4; i++) {
                assertThat(queue.poll()).isEqualTo(i);
            }
            assertThat(queue.poll()).isNull();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void losesAndReordersNothingBetweenThreads() throws InterruptedException {
        int perProducer = 2_000;
        MpscQueue<int[]> queue = new MpscQueue<>(64);
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            int producer = p;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < perProducer; i++) {
                    int[] element = {producer, i};
                    while (!queue.offer(element)) {
                        LockSupport.parkNanos(BACK_OFF_NANOS);
                    }
                }
            });
            thread.setDaemon(true);
            producers.add(thread);
            thread.start();
        }
        int[] next = new int[3];
        for (int taken = 0; taken < 3 * perProducer; ) {
            int[] element = queue.poll();
            if (element == null) {
                LockSupport.parkNanos(BACK_OFF_NANOS);
            } else {
                assertThat(element[1]).isEqualTo(next[element[0]]++);
                taken++;
            }
        }
        for (Thread thread : producers) {
            thread.join();
        }
        assertThat(queue.poll()).isNull();
    }
}
