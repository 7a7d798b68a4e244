package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.up.ChildState.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * Keeps programs running until it is told to stop, then ends them one after the other, in the order of their start: the
 * server says goodbye through relay and tunnel while they still run. Confined to one thread, which calls {@link #wake}
 * when {@link #nextDue} has come.
 */
final class Supervisor {
    private final List<Child> children = new ArrayList<>();
    private final Executor owner;
    private final ProcessStarter starter;
    private final InstantSource clock;
    private final Duration grace;
    private final Journal journal;
    private boolean stopping;
    private OptionalInt hopeless = OptionalInt.empty();

    /**
     * @param programs in the order of their start
     * @param owner runs what it is given later, on this object's thread
     * @param clock goes forward only, whatever is done to the host's
     * @param grace how long a program that was told to end may take, before it is ended by force
     */
    Supervisor(
            List<Program> programs,
            Executor owner,
            ProcessStarter starter,
            InstantSource clock,
            Duration grace,
            Journal journal) {
        this.owner = owner;
        this.starter = starter;
        this.clock = clock;
        this.grace = grace;
        this.journal = journal;
        programs.forEach(program -> children.add(new Child(program, clock.instant())));
    }

    /** Starts every program. */
    void start() {
        children.forEach(this::start);
    }

    /** When something is to be done next; empty while only a death or {@link #stop} can change anything. */
    Optional<Instant> nextDue() {
        return children.stream().flatMap(child -> child.due().stream()).min(Instant::compareTo);
    }

    /** Does what is due. */
    void wake() {
        Instant now = clock.instant();
        for (Child child : children) {
            if (child.due().filter(due -> !due.isAfter(now)).isPresent()) {
                if (child.phase() == Phase.WAITING) {
                    start(child);
                } else {
                    force(child);
                }
            }
        }
    }

    /** Ends every program, one after the other, in the order of their start. */
    void stop() {
        if (!stopping) {
            stopping = true;
            children.stream()
                    .filter(child -> child.phase() == Phase.WAITING)
                    .forEach(child -> child.over(clock.instant()));
            endNext();
        }
    }

    /** Whether all programs have ended for good. */
    boolean isOver() {
        return stopping && children.stream().allMatch(child -> child.phase() == Phase.ENDED);
    }

    /** The status of a program whose end has ended all others. */
    OptionalInt hopeless() {
        return hopeless;
    }

    List<ChildState> states() {
        return children.stream().map(Child::state).toList();
    }

    private void start(Child child) {
        int number = child.nextStart();
        try {
            child.runs(
                    starter.start(child.program(), status -> owner.execute(() -> exited(child, number, status))),
                    clock.instant());
            journal.started(child.program(), child.pid());
        } catch (IOException e) {
            Duration pause = child.waits(clock.instant());
            journal.notStarted(child.program(), String.valueOf(e.getMessage()), pause);
        }
    }

    private void exited(Child child, int number, int status) {
        if (!child.isStart(number)) {
            return; // It was given up, and ended after all.
        }
        Instant now = clock.instant();
        child.exited(status);
        if (stopping) {
            child.over(now);
            journal.ended(child.program(), status);
            endNext();
        } else if (child.isHopeless(status, now)) {
            hopeless = OptionalInt.of(status);
            child.over(now);
            journal.hopeless(child.program(), status);
            stop();
        } else {
            Duration lived = child.lived(now);
            journal.died(child.program(), status, lived, child.waits(now));
        }
    }

    /** Ends the first of those that still run, unless one is ending already. */
    private void endNext() {
        if (children.stream().anyMatch(child -> child.phase() == Phase.ENDING)) {
            return;
        }
        children.stream()
                .filter(child -> child.phase() == Phase.RUNNING)
                .findFirst()
                .ifPresent(child -> child.terminate(clock.instant().plus(grace), clock.instant()));
    }

    /** By force; and what survives that, in the kernel's hands, is left to the kernel. */
    private void force(Child child) {
        if (child.isKilled()) {
            child.over(clock.instant());
            endNext();
        } else {
            child.kill(clock.instant().plus(grace));
            journal.forced(child.program(), grace);
        }
    }
}
