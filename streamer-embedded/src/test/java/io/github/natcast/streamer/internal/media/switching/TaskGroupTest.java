package io.github.natcast.streamer.internal.media.switching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TaskGroupTest {
    private final FakeTasks shared = new FakeTasks(new AtomicLong());
    private final TaskGroup one = new TaskGroup(shared);
    private final TaskGroup other = new TaskGroup(shared);
    private final List<String> done = new ArrayList<>();

    @Test
    void whatIsDueLaterEndsWithItsGroupAlone() {
        one.run(10, () -> done.add("one"));
        other.run(10, () -> done.add("other"));
        one.close();
        one.run(10, () -> done.add("one, after its end"));
        shared.pass(20);
        assertThat(done).containsExactly("other");
    }

    @Test
    void whatIsDueAtOnceStillRunsAfterTheEnd() {
        one.close();
        one.run(0, () -> done.add("a source is closed"));
        assertThat(done).containsExactly("a source is closed");
    }

    @Test
    void eachRunsOnce() {
        one.run(5, () -> done.add("one"));
        shared.pass(5);
        one.close();
        shared.pass(50);
        assertThat(done).containsExactly("one");
    }
}
