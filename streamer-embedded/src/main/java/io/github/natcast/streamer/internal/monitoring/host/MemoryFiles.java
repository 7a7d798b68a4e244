package io.github.natcast.streamer.internal.monitoring.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how much memory the container uses and may use (cgroup v2, then v1), or where it has no limit, the host
 * ({@code /proc/meminfo}). What only caches files is not counted: it is given back when memory is short. Immutable.
 */
final class MemoryFiles {
    /** Above this a limit is none: cgroup v1 writes the largest number of pages. */
    private static final long NO_LIMIT = 1L << 60;

    private final Path root;

    /** @param root {@code /} except in tests */
    MemoryFiles(Path root) {
        this.root = root;
    }

    /**
     * What there is.
     *
     * @param used bytes
     * @param limit bytes; 0 where nothing is known
     * @param contained whether it is a container's
     */
    record Use(long used, long limit, boolean contained) {}

    Use read() {
        Use host = host();
        Use container = cgroup("sys/fs/cgroup/", "memory.max", "memory.current", "inactive_file");
        if (container.limit() == 0) {
            container = cgroup(
                    "sys/fs/cgroup/memory/", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
        }
        boolean limited = container.limit() > 0 && (host.limit() == 0 || container.limit() < host.limit());
        return limited ? container : host;
    }

    private Use cgroup(String folder, String limitFile, String usedFile, String cacheKey) {
        long limit = number(text(folder + limitFile), "");
        if (limit <= 0 || limit >= NO_LIMIT) {
            return new Use(0, 0, true);
        }
        long cached = Math.max(0, number(text(folder + "memory.stat"), cacheKey));
        return new Use(Math.max(0, number(text(folder + usedFile), "") - cached), limit, true);
    }

    private Use host() {
        String meminfo = text("proc/meminfo");
        long total = number(meminfo, "MemTotal:");
        long available = number(meminfo, "MemAvailable:");
        return total <= 0 || available < 0
                ? new Use(0, 0, false)
                : new Use((total - available) << 10, total << 10, false);
    }

    /** The number that follows the key at the beginning of a line; -1 where there is none. */
    private static long number(String text, String key) {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(key) + "\\s*(\\d{1,19})\\b")
                .matcher(text);
        try {
            return line.find() ? Long.parseLong(line.group(1)) : -1;
        } catch (NumberFormatException tooLarge) {
            return NO_LIMIT;
        }
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException notLinux) {
            return "";
        }
    }
}
