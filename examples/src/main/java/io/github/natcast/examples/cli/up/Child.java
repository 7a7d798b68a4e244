package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.up.ChildState.Phase;
import io.github.natcast.examples.cli.up.ProcessStarter.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One program, its process and its next date. Confined to its {@link Supervisor}. */
final class Child {
    private final Program program;
    private final Backoff backoff = new Backoff();
    private Phase phase = Phase.WAITING;
    private Instant since;
    private int starts;
    private boolean settled;
    private boolean killed;
    private OptionalInt lastExit = OptionalInt.empty();
    private @Nullable Running running;
    private @Nullable Instant due;

    Child(Program program, Instant now) {
        this.program = program;
        since = now;
    }

    Program program() {
        return program;
    }

    Phase phase() {
        return phase;
    }

    Optional<Instant> due() {
        return Optional.ofNullable(due);
    }

    ChildState state() {
        OptionalLong pid = running == null ? OptionalLong.empty() : OptionalLong.of(running.pid());
        return new ChildState(program.name(), phase, since, starts, pid, lastExit);
    }

    /** The number of the start that comes now. */
    int nextStart() {
        return ++starts;
    }

    boolean isStart(int number) {
        return number == starts && running != null;
    }

    void runs(Running process, Instant now) {
        running = process;
        enter(Phase.RUNNING, now, null);
    }

    long pid() {
        return running == null ? -1 : running.pid();
    }

    void exited(int status) {
        lastExit = OptionalInt.of(status);
        running = null;
    }

    Duration lived(Instant now) {
        return phase == Phase.RUNNING ? Duration.between(since, now) : Duration.ZERO;
    }

    boolean isHopeless(int status, Instant now) {
        settled |= lived(now).compareTo(Backoff.SETTLED) >= 0;
        return !settled && program.hopeless().equals(OptionalInt.of(status));
    }

    /** Until its next start. */
    Duration waits(Instant now) {
        Duration pause = backoff.afterDeath(lived(now));
        enter(Phase.WAITING, now, now.plus(pause));
        return pause;
    }

    /** @param deadline when it is ended by force */
    void terminate(Instant deadline, Instant now) {
        enter(Phase.ENDING, now, deadline);
        if (running != null) {
            running.terminate();
        }
    }

    boolean isKilled() {
        return killed;
    }

    void kill(Instant deadline) {
        killed = true;
        due = deadline;
        if (running != null) {
            running.kill();
        }
    }

    void over(Instant now) {
        running = null;
        enter(Phase.ENDED, now, null);
    }

    private void enter(Phase next, Instant now, @Nullable Instant date) {
        phase = next;
        since = now;
        due = date;
    }
}
