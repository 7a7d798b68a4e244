package io.github.natcast.streamer.internal.monitoring.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads how many datagrams Linux has dropped that had come to a port, from {@code /proc/net/udp} and {@code udp6}: the
 * last column of each socket. Immutable.
 */
final class UdpDrops {
    /** Of some thousand sockets; a longer table takes longer to make than the figure is worth. */
    private static final int LONGEST = 1 << 19;

    private final List<Path> tables;

    /** @param proc {@code /proc} except in tests */
    UdpDrops(Path proc) {
        tables = List.of(proc.resolve("net/udp"), proc.resolve("net/udp6"));
    }

    /** Of all sockets with this local port; 0 where that is not told. */
    long at(int port) {
        long dropped = 0;
        for (Path table : tables) {
            try (var in = Files.newInputStream(table)) {
                dropped += sum(new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII), port);
            } catch (IOException notLinux) {
                // Nobody counts them here.
            }
        }
        return dropped;
    }

    /** Of a table's lines; one that is cut off, or of another kind, counts nothing. */
    static long sum(String table, int port) {
        String local = String.format(Locale.ROOT, ":%04X", port);
        long dropped = 0;
        for (String line : table.lines().toList()) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length == 13 && columns[1].endsWith(local) && columns[12].matches("\\d{1,18}")) {
                dropped += Long.parseLong(columns[12]);
            }
        }
        return dropped;
    }
}
