package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.ThreadFailures;
import org.junit.jupiter.api.Test;

final class LoopThreadsTest {
    private final ThreadFailures failures = new ThreadFailures(System::nanoTime, sentence -> {});
    private final LoopThreads threads = new LoopThreads("natcast-http", failures);

    private void runLoop() throws InterruptedException {
        Thread thread = threads.newThread(() -> {});
        thread.start();
        thread.join();
    }

    @Test
    void aLoopThatEndsIsTold() throws Exception {
        runLoop();

        assertThat(failures.reason().orElseThrow()).contains("natcast-http-", "event loop ended");
    }

    @Test
    void unlessTheServerIsClosed() throws Exception {
        threads.end();
        runLoop();

        assertThat(failures.reason()).isEmpty();
    }
}
