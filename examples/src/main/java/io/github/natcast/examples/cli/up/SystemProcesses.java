package io.github.natcast.examples.cli.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * The operating system's processes. Their standard input is closed; what they print is handed on line by line.
 *
 * <p>Where {@code setpriv} is installed (util-linux 2.33 and later), the kernel sends a process SIGTERM when the thread
 * that started it has ended: then nothing outlives a supervisor that was itself ended by force. So one thread must do
 * all starts, and live as long as the processes are wanted. With {@code setsid} of the same package, each has a session
 * of its own: a terminal's Ctrl-C then goes to the supervisor alone, which keeps the order of the end.
 */
final class SystemProcesses implements ProcessStarter {
    /** Longer lines are cut into such pieces: a program that never ends a line must not fill the memory. */
    private static final int LONGEST_LINE = 8192;

    private static final int TRIAL_SECONDS = 5;

    private final List<String> guard;
    private final BiConsumer<String, String> lines;

    /**
     * @param guard what each command begins with, as {@link #guard} finds it
     * @param lines takes a program's name and a line of it, on any thread
     */
    SystemProcesses(List<String> guard, BiConsumer<String, String> lines) {
        this.guard = guard;
        this.lines = lines;
    }

    /**
     * Empty where the two are not installed, since a session of its own without the other would outlive all; and where
     * they do not work: an older {@code setpriv}, or that of Busybox, refuses the option, and so would each start.
     */
    static List<String> guard(Programs installed) throws InterruptedException {
        Optional<Path> setpriv = installed.find("setpriv");
        Optional<Path> setsid = installed.find("setsid");
        List<String> guard = new ArrayList<>();
        if (setpriv.isPresent()) {
            guard.addAll(List.of(setpriv.get().toString(), "--pdeathsig", "TERM", "--"));
            setsid.ifPresent(path -> guard.add(path.toString()));
        }
        return !guard.isEmpty() && works(guard) ? List.copyOf(guard) : List.of();
    }

    private static boolean works(List<String> guard) throws InterruptedException {
        List<String> trial = new ArrayList<>(guard);
        trial.add("true");
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Running start(Program program, IntConsumer onExit) throws IOException {
        List<String> command = new ArrayList<>(guard);
        command.addAll(program.command());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        Thread reader = new Thread(() -> read(program.name(), process), "natcast-up-" + program.name());
        reader.setDaemon(true);
        reader.start();
        CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> onExit.accept(ended.exitValue()));
        return new Started(process);
    }

    private void read(String name, Process process) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c == '\n' || line.length() == LONGEST_LINE) {
                    lines.accept(name, line.toString());
                    line.setLength(0);
                }
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                lines.accept(name, line.toString());
            }
        } catch (IOException closed) {
            // The process has ended.
        }
    }

    /** A process that runs or has run. */
    private record Started(Process process) implements Running {
        @Override
        public long pid() {
            return process.pid();
        }

        /** By its handle, since {@code Process.destroy} would close the stream that its last words come by. */
        @Override
        public void terminate() {
            process.toHandle().destroy();
        }

        @Override
        public void kill() {
            process.toHandle().destroyForcibly();
        }
    }
}
