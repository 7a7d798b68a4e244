package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.examples.cli.console.UserException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of {@code up}: programs, files, signals. Confined to the thread that calls {@link #run}. */
final class Up {
    /** The name of {@code up} itself in the log. */
    private static final String NAME = "up";

    private final Plan plan;
    private final Duration grace;
    private final Messages messages;
    private final Output output;
    private final EventLoop loop = new EventLoop();
    private final InstantSource clock = new MonotonicClock(Instant.now(), System::nanoTime);
    private final Supervisor supervisor;
    private String lastState = "";

    /** @param out for the one line that tells that all is ready */
    Up(Plan plan, List<String> guard, Duration grace, Messages messages, PrintWriter out) {
        this.plan = plan;
        this.grace = grace;
        this.messages = messages;
        Logging.neverBlock();
        int width = Math.max(plan.nameWidth(), NAME.length());
        // An event that does nothing: after each one the state is written.
        output = new Output(out, standardError(), ServerJvm.NAME, width, () -> loop.execute(() -> {}));
        supervisor = new Supervisor(
                plan.programs(),
                loop,
                new SystemProcesses(guard, output::line),
                clock,
                grace,
                new SpokenJournal(messages, this::say));
    }

    /**
     * Returns when all programs have ended, and the folder is gone.
     *
     * @return the exit status of a program that made it useless to go on, else 0
     */
    int run() throws UserException, IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Thread ending = new Thread(() -> end(over), "natcast-up-shutdown");
        try (RunFolder folder = RunFolder.open(plan.folder())) {
            for (GeneratedFile file : plan.files()) {
                folder.write(file);
            }
            Runtime.getRuntime().addShutdownHook(ending);
            supervisor.start();
            writeState(folder);
            loop.run(supervisor, clock, () -> writeState(folder));
        } finally {
            Logging.drain();
            over.countDown();
        }
        return supervisor.hopeless().orElse(0);
    }

    /** On a signal: the process ends when this method returns. */
    private void end(CountDownLatch over) {
        loop.execute(() -> {
            if (!supervisor.isOver()) {
                say(messages.text("ending"));
                supervisor.stop();
            }
        });
        try {
            // Each may need its time twice: once to end, once to die.
            long most = 2 * grace.toMillis() * plan.programs().size() + 2000;
            over.await(most, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeState(RunFolder folder) {
        List<ChildState> children = new ArrayList<>(supervisor.states());
        plan.missing().forEach(missing -> children.add(ChildState.missing(missing.name(), Instant.EPOCH)));
        String state =
                new UpState(ProcessHandle.current().pid(), Optional.ofNullable(output.page()), children).toJson();
        if (!state.equals(lastState)) {
            lastState = state;
            try {
                folder.write(new GeneratedFile(RunFolder.STATE, state));
            } catch (IOException e) {
                say(messages.text("state-lost", plan.folder(), e));
            }
        }
    }

    private void say(String line) {
        output.line(NAME, line);
    }

    /** In a container without a locale, Java would write a question mark for each Chinese character. */
    private static PrintWriter standardError() {
        Charset usual = Charset.defaultCharset();
        Charset charset = usual.newEncoder().canEncode('中') ? usual : StandardCharsets.UTF_8;
        return new PrintWriter(new OutputStreamWriter(System.err, charset), true);
    }
}
