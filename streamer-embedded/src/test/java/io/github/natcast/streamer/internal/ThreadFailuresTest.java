package io.github.natcast.streamer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ThreadFailuresTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5 * SECOND);
    private final List<String> events = new ArrayList<>();
    private final ThreadFailures failures = new ThreadFailures(now::get, events::add);

    /** On a thread of that name. */
    private void caught(String thread, Throwable failure) throws InterruptedException {
        run(thread, () -> ThreadFailures.caught(failure));
    }

    private void run(String thread, Runnable task) throws InterruptedException {
        Thread started = failures.daemon(thread, task);
        started.start();
        started.join();
    }

    @Test
    void anErrorIsAnEventAndMakesTheServiceUnhealthyForAMinute() throws Exception {
        assertThat(failures.reason()).isEmpty();
        caught("natcast-control", new OutOfMemoryError("no more"));

        assertThat(failures.reason().orElseThrow()).contains("natcast-control", "OutOfMemoryError", "no more");
        assertThat(events).singleElement().asString().contains("natcast-control", "no more");
        now.addAndGet(61 * SECOND);
        assertThat(failures.reason()).isEmpty();
        assertThat(failures.count()).isEqualTo(1);
    }

    @Test
    void aBugThatOnePacketCanTriggerIsAnEventAlone() throws Exception {
        caught("natcast-receive", new IllegalStateException("a packet of this test"));

        assertThat(events).hasSize(1);
        assertThat(failures.reason()).isEmpty();
    }

    @Test
    void manyWithinAMinuteMakeTheServiceUnhealthyAndOneEventOnly() throws Exception {
        for (int i = 0; i <= ThreadFailures.TOLERATED_A_MINUTE; i++) {
            assertThat(failures.reason()).isEmpty();
            caught("natcast-sender", new IllegalStateException("round " + i));
        }

        assertThat(failures.reason().orElseThrow()).contains("natcast-sender", "round 20");
        assertThat(events).hasSize(1);
        now.addAndGet(61 * SECOND);
        assertThat(failures.reason()).isEmpty();
        caught("natcast-sender", new IllegalStateException("later"));
        assertThat(failures.reason()).isEmpty();
        assertThat(events).hasSize(2);
    }

    @Test
    void aThreadThatEndsMakesTheServiceUnhealthyForGood() throws Exception {
        run("natcast-http", () -> {
            throw new StackOverflowError("a failure of this test");
        });
        now.addAndGet(3600 * SECOND);

        assertThat(failures.reason().orElseThrow()).contains("natcast-http", "ended", "start the program again");
    }

    @Test
    void whoCannotBeToldDisturbsNobody() throws Exception {
        ThreadFailures deaf = new ThreadFailures(now::get, sentence -> {
            throw new OutOfMemoryError("no memory for a sentence");
        });
        Thread thread = deaf.daemon("natcast-nat", () -> ThreadFailures.caught(new OutOfMemoryError("the first")));
        thread.start();
        thread.join();

        assertThat(deaf.reason().orElseThrow()).contains("the first");
    }
}
