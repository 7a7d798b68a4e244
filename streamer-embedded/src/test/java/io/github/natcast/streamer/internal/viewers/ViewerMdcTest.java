package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.BasicMDCAdapter;

final class ViewerMdcTest {
    private final BasicMDCAdapter context = new BasicMDCAdapter();
    private final ViewerMdc mdc = new ViewerMdc(context, "9f56", "room 7", "live", "203.0.113.*");
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final ViewerControl control = new ViewerControl(
            new ControlLoop() {
                @Override
                public long nanoTime() {
                    return 5;
                }

                @Override
                public Timer schedule(Duration delay, Runnable task) {
                    tasks.add(task);
                    return () -> tasks.remove(task);
                }

                @Override
                public void execute(Runnable task) {
                    tasks.add(task);
                }
            },
            mdc);
    private final List<Map<String, String>> seen = new ArrayList<>();

    private void look() {
        Map<String, String> now = context.getCopyOfContextMap();
        seen.add(now == null ? Map.of() : Map.copyOf(now));
    }

    private static final Map<String, String> KEYS = Map.of(
            "natcast.viewer", "9f56",
            "natcast.session", "room 7",
            "natcast.channel", "live",
            "natcast.client", "203.0.113.*");

    @Test
    void tasksAndTimersRunWithTheKeysAndLeaveNone() {
        control.execute(this::look);
        control.schedule(Duration.ofSeconds(1), this::look);
        look();
        tasks.forEach(Runnable::run);
        look();

        assertThat(seen).containsExactly(Map.of(), KEYS, KEYS, Map.of());
        assertThat(control.nanoTime()).isEqualTo(5);
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        control.schedule(Duration.ofSeconds(1), this::look).cancel();
        assertThat(tasks).isEmpty();
    }

    @Test
    void whatAThreadHadBeforeComesBack() {
        context.put("natcast.channel", "outer");
        context.put("request", "1");
        mdc.run(this::look);
        look();

        assertThat(seen.get(0)).containsAllEntriesOf(KEYS).containsEntry("request", "1");
        assertThat(seen.get(1)).isEqualTo(Map.of("natcast.channel", "outer", "request", "1"));
    }

    /** Neither the viewer's timers nor other viewers must stop. */
    @Test
    void aTaskThatFailsLeavesNoKey() {
        control.execute(() -> {
            look();
            throw new IllegalStateException("a bug");
        });
        tasks.forEach(Runnable::run);
        look();

        assertThat(seen).containsExactly(KEYS, Map.of());
    }
}
