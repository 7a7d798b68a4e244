package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux reports of another process (proc(5)).
 *
 * @param residentMegabytes resident memory of all kinds
 * @param processorMillis that it has used since its start; of ticks of 10 ms
 */
record ProcessReading(long residentMegabytes, int threads, int descriptors, long processorMillis) {
    private static final int USER_TIME = 11;

    static ProcessReading of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        int descriptors;
        try (Stream<Path> all = Files.list(process.resolve("fd"))) {
            descriptors = (int) all.count();
        }
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        return new ProcessReading(
                number(status, "VmRSS:") / 1024, (int) number(status, "Threads:"), descriptors, ticks * 10);
    }

    private static long number(List<String> status, String name) throws IOException {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + ": the process ended"));
    }

    /** The largest of both in each respect. */
    ProcessReading most(ProcessReading other) {
        return new ProcessReading(
                Math.max(residentMegabytes, other.residentMegabytes),
                Math.max(threads, other.threads),
                Math.max(descriptors, other.descriptors),
                Math.max(processorMillis, other.processorMillis));
    }
}
