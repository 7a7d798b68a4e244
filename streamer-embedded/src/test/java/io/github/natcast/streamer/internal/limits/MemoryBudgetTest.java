package io.github.natcast.streamer.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final int FREE = MemoryBudget.FREE_BYTES;

    @Test
    void whatIsBeyondIsRefusedAndWhatIsGivenBackIsThereAgain() {
        MemoryBudget budget = new MemoryBudget(100);
        assertThat(budget.reserve(60)).isTrue();
        assertThat(budget.reserve(41)).isFalse();
        assertThat(budget.held()).isEqualTo(60);
        budget.release(20);
        assertThat(budget.reserve(60)).isTrue();
    }

    @Test
    void aShareThatIsRefusedMoreKeepsWhatItHas() {
        MemoryBudget budget = new MemoryBudget(100);
        MemoryBudget.Share first = budget.share();
        MemoryBudget.Share second = budget.share();
        assertThat(first.hold(FREE + 70)).isTrue();
        assertThat(second.hold(FREE + 31)).isFalse();
        assertThat(second.hold(FREE + 30)).isTrue();
        assertThat(first.hold(FREE + 71)).isFalse();
        assertThat(budget.held()).isEqualTo(100);
        first.clear();
        first.clear();
        assertThat(budget.held()).isEqualTo(30);
    }

    @Test
    void aLittleIsFreeWhenAllIsHeld() {
        MemoryBudget budget = new MemoryBudget(0);
        assertThat(budget.share().hold(FREE)).isTrue();
        assertThat(budget.share().hold(FREE + 1)).isFalse();
    }

    @Test
    void threadsTogetherNeverHoldMoreAndInTheEndNothing() throws Exception {
        MemoryBudget budget = new MemoryBudget(10_000);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        List<Long> most = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            Thread thread = new Thread(() -> {
                MemoryBudget.Share share = budget.share();
                long seen = 0;
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < 20_000; i++) {
                    share.hold(FREE + random.nextInt(6000));
                    seen = Math.max(seen, budget.held());
                }
                share.clear();
                synchronized (most) {
                    most.add(seen);
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most).hasSize(4).allMatch(seen -> seen <= 10_000);
        assertThat(budget.held()).isZero();
    }
}
