package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    private final Queue<Runnable> shared = new ArrayDeque<>();
    private final SerialExecutor serial = new SerialExecutor(shared::add);
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void occupiesOneSharedThreadAtATimeAndKeepsTheOrder() {
        for (int i = 0; i < 3; i++) {
            int number = i;
            serial.execute(() -> ran.add(number));
            assertThat(shared).hasSize(1);
        }
        for (int i = 0; i < 3; i++) {
            shared.remove().run();
        }
        assertThat(ran).containsExactly(0, 1, 2);
        assertThat(shared).isEmpty();
    }

    @Test
    void goesOnAfterATaskFailed() {
        serial.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        serial.execute(() -> ran.add(1));
        assertThatThrownBy(shared.remove()::run).hasMessage("on purpose");
        shared.remove().run();
        serial.execute(() -> ran.add(2));
        shared.remove().run();
        assertThat(ran).containsExactly(1, 2);
    }
}
