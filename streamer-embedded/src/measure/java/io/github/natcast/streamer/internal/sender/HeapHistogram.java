package io.github.natcast.streamer.internal.sender;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is alive, by class: the virtual machine's own histogram, after a full collection. */
final class HeapHistogram {
    private final Map<String, Long> bytes = new HashMap<>();

    private HeapHistogram() {}

    static HeapHistogram take() {
        HeapHistogram histogram = new HeapHistogram();
        histogram
                .text()
                .lines()
                .map(String::trim)
                .map(line -> line.split("\\s+"))
                .forEach(fields -> {
                    // "   1:   number   bytes   class (module)"
                    if (fields.length >= 4 && fields[0].endsWith(":")) {
                        histogram.bytes.merge(fields[3], Long.parseLong(fields[2]), Long::sum);
                    }
                });
        return histogram;
    }

    private String text() {
        try {
            Object[] arguments = {new String[0]};
            String[] types = {String[].class.getName()};
            ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
            return (String)
                    ManagementFactory.getPlatformMBeanServer().invoke(commands, "gcClassHistogram", arguments, types);
        } catch (JMException e) {
            throw new IllegalStateException("this virtual machine gives no histogram", e);
        }
    }

    /** Prints what became more since {@code before}, for each of so many viewers, the most first. */
    void printMore(HeapHistogram before, int viewers, int rows) {
        bytes.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.bytes.getOrDefault(entry.getKey(), 0L)))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(rows)
                .forEach(entry ->
                        System.out.printf("  %8.0f bytes  %s%n", (double) entry.getValue() / viewers, entry.getKey()));
    }
}
