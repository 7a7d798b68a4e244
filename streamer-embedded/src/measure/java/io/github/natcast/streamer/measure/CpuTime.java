package io.github.natcast.streamer.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU time of a process's threads by name, including native ones (proc(5)). A thread that FFmpeg starts has the name of
 * the thread that started it.
 */
record CpuTime(Map<String, Long> ticksByThread) {
    /** USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;

    static CpuTime of(long pid) throws IOException {
        Map<String, Long> ticks = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                try {
                    String name = Files.readString(task.resolve("comm")).trim();
                    String stat = Files.readString(task.resolve("stat"));
                    // The name in parentheses may hold spaces; what follows it does not.
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    ticks.merge(
                            name, Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]), Long::sum);
                } catch (NoSuchFileException e) {
                    // The thread ended meanwhile.
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new CpuTime(ticks);
    }

    /** Seconds since {@code before} in threads whose names begin with a prefix; an empty prefix selects all. */
    double secondsSince(CpuTime before, List<String> prefixes) {
        double ticks = 0;
        for (Map.Entry<String, Long> thread : ticksByThread.entrySet()) {
            if (prefixes.stream().anyMatch(thread.getKey()::startsWith)) {
                ticks += thread.getValue() - before.ticksByThread.getOrDefault(thread.getKey(), 0L);
            }
        }
        return ticks / TICKS_PER_SECOND;
    }
}
