package io.github.natcast.streamer.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux reports of another process's memory (proc(5)).
 *
 * @param residentKilobytes resident memory of all kinds
 * @param anonymousKilobytes resident memory that no file backs: Java's heap, malloc's, and stacks
 * @param arenas that malloc has made for threads besides the main one (glibc: 64 MiB of addresses each)
 */
record ProcessMemory(long residentKilobytes, long anonymousKilobytes, int arenas) {
    private static final long ARENA_BYTES = 64L << 20;
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (....) .* 0 *");

    static ProcessMemory of(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        return new ProcessMemory(
                field(status, "VmRSS:"),
                field(status, "RssAnon:"),
                arenas(Files.readAllLines(process.resolve("maps"))));
    }

    private static long field(List<String> status, String name) throws IOException {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name));
    }

    /** An arena is a used part followed by a reserved one; together they have glibc's size and alignment. */
    private static int arenas(List<String> maps) {
        int arenas = 0;
        long used = 0;
        for (String line : maps) {
            Matcher mapping = MAPPING.matcher(line);
            if (!mapping.matches()) {
                used = 0;
                continue;
            }
            long start = Long.parseUnsignedLong(mapping.group(1), 16);
            long end = Long.parseUnsignedLong(mapping.group(2), 16);
            if (mapping.group(3).startsWith("rw-") && start % ARENA_BYTES == 0) {
                used = start;
            } else if (used != 0 && mapping.group(3).startsWith("---") && end - used == ARENA_BYTES) {
                arenas++;
                used = 0;
            }
        }
        return arenas;
    }
}
