package io.github.natcast.examples.cli.up;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells in words what happens to programs. */
final class SpokenJournal implements Journal {
    private final Messages messages;
    private final Consumer<String> lines;

    SpokenJournal(Messages messages, Consumer<String> lines) {
        this.messages = messages;
        this.lines = lines;
    }

    @Override
    public void started(Program program, long pid) {
        say("started", program.name(), pid);
    }

    @Override
    public void notStarted(Program program, String reason, Duration pause) {
        say("not-started", program.name(), reason, messages.duration(pause));
    }

    @Override
    public void died(Program program, int status, Duration lived, Duration pause) {
        say("died", program.name(), messages.exit(status), messages.duration(lived), messages.duration(pause));
    }

    @Override
    public void hopeless(Program program, int status) {
        say("hopeless", program.name(), messages.exit(status));
    }

    @Override
    public void ended(Program program, int status) {
        say("ended", program.name(), messages.exit(status));
    }

    @Override
    public void forced(Program program, Duration grace) {
        say("forced", program.name(), messages.duration(grace));
    }

    private void say(String key, Object... arguments) {
        lines.accept(messages.text(key, arguments));
    }
}
