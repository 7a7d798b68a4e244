package io.github.natcast.examples.cli.up;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/** Processes and time that a test moves. */
final class FakeHost implements ProcessStarter, InstantSource, Executor, Journal {
    /** What happened, in its order. */
    final List<String> log = new ArrayList<>();

    /** Programs that do not start. */
    final Set<String> broken = new HashSet<>();
    /** Programs that do not end when they are asked to. */
    final Set<String> stubborn = new HashSet<>();
    /** Programs that not even SIGKILL ends at once. */
    final Set<String> stuck = new HashSet<>();

    private final List<FakeProcess> alive = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long pids = 100;

    @Override
    public Running start(Program program, IntConsumer onExit) throws IOException {
        if (broken.contains(program.name())) {
            throw new IOException("no such file");
        }
        FakeProcess process = new FakeProcess(program.name(), pids++, onExit);
        alive.add(process);
        return process;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** Lets the supervisor hear of what happened. */
    void settle() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    List<String> alive() {
        return alive.stream().map(FakeProcess::name).toList();
    }

    /** A program ends by itself. */
    void die(String name, int status) {
        find(name).ifPresent(process -> process.end(status));
        settle();
    }

    private Optional<FakeProcess> find(String name) {
        return alive.stream().filter(process -> process.name.equals(name)).findFirst();
    }

    @Override
    public void started(Program program, long pid) {
        log.add("started " + program.name());
    }

    @Override
    public void notStarted(Program program, String reason, Duration pause) {
        log.add("no " + program.name() + ", " + reason + ", pause " + pause.toSeconds());
    }

    @Override
    public void died(Program program, int status, Duration lived, Duration pause) {
        log.add(program.name() + " died " + status + " after " + lived.toSeconds() + ", pause " + pause.toSeconds());
    }

    @Override
    public void hopeless(Program program, int status) {
        log.add(program.name() + " hopeless " + status);
    }

    @Override
    public void ended(Program program, int status) {
        log.add(program.name() + " ended " + status);
    }

    @Override
    public void forced(Program program, Duration grace) {
        log.add(program.name() + " forced after " + grace.toSeconds());
    }

    private final class FakeProcess implements Running {
        private final String name;
        private final long pid;
        private final IntConsumer onExit;

        FakeProcess(String name, long pid, IntConsumer onExit) {
            this.name = name;
            this.pid = pid;
            this.onExit = onExit;
        }

        String name() {
            return name;
        }

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public void terminate() {
            log.add("SIGTERM " + name);
            if (!stubborn.contains(name)) {
                end(143);
            }
        }

        @Override
        public void kill() {
            log.add("SIGKILL " + name);
            if (!stuck.contains(name)) {
                end(137);
            }
        }

        void end(int status) {
            if (alive.remove(this)) {
                onExit.accept(status);
            }
        }
    }
}
