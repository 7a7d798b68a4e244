package io.github.natcast.streamer.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private final Outbox outbox = new Outbox();
    private final List<Integer> begun = new ArrayList<>();
    private final List<Runnable> underWay = new ArrayList<>();

    private void add(int number, int size) {
        outbox.add(done -> begin(number, done), size);
    }

    private void begin(int number, Runnable done) {
        begun.add(number);
        underWay.add(done);
    }

    @Test
    void sendsOneAtATimeInOrder() {
        add(1, 10);
        add(2, 10);
        add(3, 10);
        assertThat(begun).containsExactly(1);

        underWay.get(0).run();
        assertThat(begun).containsExactly(1, 2);
        underWay.get(1).run();
        underWay.get(2).run();
        assertThat(begun).containsExactly(1, 2, 3);
        assertThat(outbox.isIdle()).isTrue();
    }

    @Test
    void framesThatAreSentAtOnceFollowEachOther() {
        add(0, 1);
        for (int number = 1; number < 1000; number++) {
            int next = number;
            outbox.add(
                    done -> {
                        begun.add(next);
                        done.run();
                    },
                    1);
        }
        underWay.get(0).run();

        assertThat(begun).hasSize(1000).isSorted();
    }

    @Test
    void whoReadsNothingMakesItUnwritable() {
        for (int number = 0; number <= Outbox.MAXIMUM_WAITING; number++) {
            assertThat(outbox.isWritable()).as("frame %d", number).isTrue();
            add(number, 1);
        }
        assertThat(outbox.isWritable()).isFalse();

        underWay.get(0).run();
        assertThat(outbox.isWritable()).isTrue();
    }

    @Test
    void soDoManyCharacters() {
        add(1, 200 << 10);
        assertThat(outbox.isWritable()).isTrue();
        add(2, 100 << 10);
        assertThat(outbox.isWritable()).isFalse();

        underWay.get(0).run();
        assertThat(outbox.isWritable()).isTrue();
    }

    @Test
    void afterTheLastFrameNothingIsTaken() {
        add(1, 1);
        outbox.addLast(done -> begin(2, done));
        add(3, 1);
        assertThat(outbox.isWritable()).isFalse();

        underWay.get(0).run();
        underWay.get(1).run();
        assertThat(begun).containsExactly(1, 2);
    }

    @Test
    void closedItDropsWhatWaits() {
        add(1, 1);
        add(2, 1);
        outbox.close();
        underWay.get(0).run();

        assertThat(begun).containsExactly(1);
    }
}
