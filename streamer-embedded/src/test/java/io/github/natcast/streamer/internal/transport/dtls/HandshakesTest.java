package io.github.natcast.streamer.internal.transport.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With threads that run when the test says so. */
final class HandshakesTest {
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private int threadsLeft = Integer.MAX_VALUE;
    private long now;

    private void start(Runnable task) {
        if (threadsLeft == 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        threadsLeft--;
        threads.add(task);
    }

    private Handshakes of(int most) {
        return new Handshakes(most, 2, this::start, () -> now);
    }

    private Handshakes.Handshake named(String name) {
        return turn -> ran.add(name);
    }

    @Test
    void thoseBeyondTheThreadsWaitForTheirTurnInOrder() {
        Handshakes handshakes = of(2);
        for (String name : List.of("a", "b", "c", "d")) {
            handshakes.begin(named(name));
        }
        assertThat(threads).hasSize(2);

        threads.remove().run();

        assertThat(ran).containsExactly("a", "c", "d");
        threads.remove().run();
        handshakes.begin(named("e"));
        threads.remove().run();
        assertThat(ran).containsExactly("a", "c", "d", "b", "e");
    }

    @Test
    void aHandshakeThatFailsWithAnErrorLeavesItsThreadToTheNext() {
        Handshakes handshakes = of(1);
        handshakes.begin(turn -> {
            throw new StackOverflowError("a failure of this test");
        });
        handshakes.begin(named("next"));

        threads.remove().run();

        assertThat(ran).containsExactly("next");
    }

    @Test
    void withoutAThreadTheThreadsThatThereAreGoOnWithIt() {
        Handshakes handshakes = of(10);
        threadsLeft = 1;
        handshakes.begin(named("a"));
        handshakes.begin(named("b"));
        handshakes.begin(named("c"));

        threads.remove().run();

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void withoutAnyThreadTheCallerIsTold() {
        Handshakes handshakes = of(10);
        threadsLeft = 0;
        assertThatThrownBy(() -> handshakes.begin(named("a"))).isInstanceOf(OutOfMemoryError.class);

        threadsLeft = 1;
        handshakes.begin(named("b"));
        threads.remove().run();
        assertThat(ran).containsExactly("b");
    }

    @Test
    void whileNobodyWaitsATurnMayTakeItsTime() {
        Handshakes handshakes = of(1);
        handshakes.begin(turn -> {
            now += Duration.ofSeconds(14).toNanos();
            assertThatCode(turn::requireProgress).doesNotThrowAnyException();
            ran.add("late");
        });
        threads.remove().run();
        assertThat(ran).containsExactly("late");
    }

    @Test
    void whileOthersWaitSilenceEndsATurn() {
        Handshakes handshakes = of(1);
        handshakes.begin(turn -> {
            now += Duration.ofMillis(399).toNanos();
            assertThatCode(turn::requireProgress).doesNotThrowAnyException();
            turn.heard();
            now += Duration.ofMillis(399).toNanos();
            assertThatCode(turn::requireProgress).doesNotThrowAnyException();
            now += Duration.ofMillis(1).toNanos();
            assertThatThrownBy(turn::requireProgress).isInstanceOf(Turn.Lost.class);
            ran.add("lost");
        });
        handshakes.begin(named("waiting"));
        threads.remove().run();
        assertThat(ran).containsExactly("lost", "waiting");
    }

    @Test
    void whoeverSendsAllTheTimeAndDoesNotFinishLosesTheTurnAfterThreeSeconds() {
        Handshakes handshakes = of(1);
        handshakes.begin(turn -> {
            PacketQueue queue = new PacketQueue((packet, offset, length) -> {});
            PatientPackets packets = new PatientPackets(queue, turn);
            for (int i = 0; i < 59; i++) {
                assertThatCode(() -> hear(queue, packets)).doesNotThrowAnyException();
            }
            assertThatThrownBy(() -> hear(queue, packets)).isInstanceOf(Turn.Lost.class);
            ran.add("lost");
        });
        handshakes.begin(named("waiting"));
        threads.remove().run();
        assertThat(ran).containsExactly("lost", "waiting");
    }

    /** A packet comes after 50 ms, and is read. */
    private void hear(PacketQueue queue, PatientPackets packets) throws IOException {
        now += Duration.ofMillis(50).toNanos();
        queue.add(new byte[1], 0, 1);
        assertThat(packets.receive(new byte[1], 0, 1, 500)).isOne();
    }

    @Test
    void onlyAsManyLoseTheirTurnAsOthersWait() {
        Handshakes handshakes = of(3);
        List<Turn> turns = new ArrayList<>();
        // The last of three begins while the others' turns go on, as on threads of their own.
        handshakes.begin(turn -> {
            turns.add(turn);
            threads.remove().run();
        });
        handshakes.begin(turn -> {
            turns.add(turn);
            threads.remove().run();
        });
        handshakes.begin(turn -> {
            turns.add(turn);
            handshakes.begin(named("waiting"));
            now += Duration.ofSeconds(2).toNanos();
            assertThatThrownBy(turns.get(0)::requireProgress).isInstanceOf(Turn.Lost.class);
            assertThatCode(turns.get(1)::requireProgress).doesNotThrowAnyException();
            assertThatCode(turns.get(2)::requireProgress).doesNotThrowAnyException();
            assertThatThrownBy(turns.get(0)::requireProgress).isInstanceOf(Turn.Lost.class);
            ran.add("judged");
        });
        handshakes.pause(); // three nest on one thread here, and two may compute
        threads.remove().run();
        assertThat(ran).containsExactly("judged", "waiting");
    }
}
