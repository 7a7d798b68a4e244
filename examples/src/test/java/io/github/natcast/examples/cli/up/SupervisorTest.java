package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.up.ChildState.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deaths, pauses and the order of the end, with processes and a clock that the test moves. */
final class SupervisorTest {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final List<String> NAMES = List.of("serve", "coturn", "frpc");

    private final FakeHost host = new FakeHost();
    private final Supervisor supervisor = new Supervisor(
            NAMES.stream()
                    .map(name -> new Program(
                            name, List.of(name), name.equals("serve") ? OptionalInt.of(2) : OptionalInt.empty()))
                    .toList(),
            host,
            host,
            host,
            GRACE,
            host);

    @Test
    void programsStartInOrderAndEndInTheSameOneAfterTheOther() {
        supervisor.start();
        assertThat(host.alive()).isEqualTo(NAMES);
        supervisor.stop();
        assertThat(supervisor.isOver()).isFalse();
        host.settle();
        assertThat(supervisor.isOver()).isTrue();
        assertThat(host.log)
                .containsExactly(
                        "started serve",
                        "started coturn",
                        "started frpc",
                        "SIGTERM serve",
                        "serve ended 143",
                        "SIGTERM coturn",
                        "coturn ended 143",
                        "SIGTERM frpc",
                        "frpc ended 143");
    }

    @Test
    void pausesDoubleUpToHalfAMinuteAndBeginAnewAfterAMinuteOfLife() {
        supervisor.start();
        List<Long> pauses = new ArrayList<>();
        for (int death = 0; death < 8; death++) {
            pauses.add(pauseAfterDeathOf("frpc"));
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
        host.advance(Duration.ofSeconds(59));
        assertThat(pauseAfterDeathOf("frpc")).isEqualTo(30);
        host.advance(Duration.ofSeconds(60));
        assertThat(pauseAfterDeathOf("frpc")).isEqualTo(1);
        assertThat(pauseAfterDeathOf("frpc")).isEqualTo(2);
        assertThat(pauseAfterDeathOf("coturn")).as("its own").isEqualTo(1);
    }

    @Test
    void aProgramThatDoesNotStartIsTriedAgain() {
        host.broken.add("frpc");
        supervisor.start();
        assertThat(host.log).contains("no frpc, no such file, pause 1");
        advanceToNextDate();
        assertThat(host.log).contains("no frpc, no such file, pause 2");
        host.broken.clear();
        advanceToNextDate();
        assertThat(host.alive()).containsExactlyElementsOf(NAMES);
        assertThat(supervisor.nextDue()).isEmpty();
    }

    @Test
    void whatDoesNotEndInTimeIsEndedByForceAndTheOthersStillGetTheirTime() {
        host.stubborn.addAll(List.of("frpc", "serve"));
        supervisor.start();
        supervisor.stop();
        host.advance(GRACE.minusMillis(1));
        supervisor.wake();
        host.settle();
        assertThat(host.log).endsWith("SIGTERM serve");
        host.advance(Duration.ofMillis(1));
        supervisor.wake();
        host.settle();
        assertThat(host.log)
                .endsWith(
                        "SIGTERM serve",
                        "SIGKILL serve",
                        "serve forced after 10",
                        "serve ended 137",
                        "SIGTERM coturn",
                        "coturn ended 143",
                        "SIGTERM frpc");
        advanceToNextDate();
        assertThat(supervisor.isOver()).isTrue();
        assertThat(host.alive()).isEmpty();
    }

    @Test
    void aProcessThatSurvivesForceHoldsUpNobody() {
        host.stubborn.add("serve");
        host.stuck.add("serve");
        supervisor.start();
        supervisor.stop();
        advanceToNextDate();
        assertThat(host.alive()).isEqualTo(NAMES);
        advanceToNextDate();
        assertThat(supervisor.isOver()).isTrue();
        host.die("serve", 137);
        assertThat(host.log).doesNotContain("serve ended 137");
    }

    @Test
    void aWrongOptionOfTheServerEndsEverything() {
        supervisor.start();
        host.die("serve", 2);
        assertThat(supervisor.isOver()).isTrue();
        assertThat(supervisor.hopeless()).hasValue(2);
        assertThat(host.alive()).isEmpty();
    }

    @Test
    void theSameStatusAfterAMinuteOfLifeIsADeathLikeOthers() {
        supervisor.start();
        host.advance(Backoff.SETTLED);
        host.die("serve", 2);
        advanceToNextDate();
        host.die("serve", 2);
        assertThat(supervisor.hopeless()).isEmpty();
        assertThat(host.log).contains("serve died 2 after 60, pause 1").endsWith("serve died 2 after 0, pause 2");
    }

    @Test
    void whatWaitsForItsStartIsNotStartedByTheEnd() {
        supervisor.start();
        host.die("frpc", 1);
        supervisor.stop();
        host.settle();
        assertThat(supervisor.isOver()).isTrue();
        assertThat(host.log).filteredOn("started frpc"::equals).hasSize(1);
    }

    @Test
    void theStateTellsProcessDeathsAndStarts() {
        supervisor.start();
        host.die("coturn", 139);
        ChildState coturn = supervisor.states().get(1);
        assertThat(coturn.phase()).isEqualTo(Phase.WAITING);
        assertThat(coturn.lastExit()).hasValue(139);
        assertThat(coturn.pid()).isEmpty();
        advanceToNextDate();
        assertThat(supervisor.states().get(1).starts()).isEqualTo(2);
        assertThat(supervisor.states().get(1).pid()).hasValue(103);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverDiesWheneverNothingRunsTwiceAndNothingIsLeft(long seed) {
        Random random = new Random(seed);
        supervisor.start();
        for (int step = 0; step < 2000; step++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            switch (random.nextInt(5)) {
                case 0 -> host.die(name, random.nextInt(3, 256));
                case 1 -> host.advance(Duration.ofMillis(random.nextInt(40_000)));
                case 2 -> toggle(host.broken, name);
                case 3 -> toggle(host.stubborn, name);
                default -> supervisor.wake();
            }
            assertThat(host.alive()).doesNotHaveDuplicates();
            supervisor
                    .nextDue()
                    .ifPresent(due -> assertThat(due)
                            .as("no pause is longer than the longest")
                            .isBeforeOrEqualTo(host.instant().plus(Backoff.LONGEST)));
            long running = supervisor.states().stream()
                    .filter(child -> child.phase() == Phase.RUNNING)
                    .count();
            assertThat(host.alive()).hasSize((int) running);
        }
        int end = host.log.size();
        supervisor.stop();
        for (int tries = 0; tries < 3 * NAMES.size() && !supervisor.isOver(); tries++) {
            host.settle();
            if (random.nextBoolean()) {
                host.die(NAMES.get(random.nextInt(NAMES.size())), 1);
            }
            supervisor.nextDue().ifPresent(due -> advanceToNextDate());
        }
        assertThat(supervisor.isOver()).isTrue();
        assertThat(host.alive()).isEmpty();
        List<String> asked = host.log.subList(end, host.log.size()).stream()
                .filter(line -> line.startsWith("SIGTERM"))
                .toList();
        List<String> order = List.of("SIGTERM serve", "SIGTERM coturn", "SIGTERM frpc");
        assertThat(asked).isEqualTo(order.stream().filter(asked::contains).toList());
        assertThat(host.log.subList(end, host.log.size())).noneMatch(line -> line.startsWith("started"));
    }

    private static void toggle(Set<String> set, String name) {
        if (!set.remove(name)) {
            set.add(name);
        }
    }

    /** In seconds; afterwards it runs again. */
    private long pauseAfterDeathOf(String name) {
        host.die(name, 1);
        Duration pause = Duration.between(host.instant(), supervisor.nextDue().orElseThrow());
        host.advance(pause.minusMillis(1));
        supervisor.wake();
        assertThat(host.alive()).as("before its date").doesNotContain(name);
        advanceToNextDate();
        assertThat(host.alive()).contains(name);
        return pause.toSeconds();
    }

    private void advanceToNextDate() {
        host.advance(Duration.between(host.instant(), supervisor.nextDue().orElseThrow()));
        supervisor.wake();
        host.settle();
    }
}
