package io.github.natcast.examples.cli.config;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is in force, and what is given anew. Confined to the thread that reads the file again.
 *
 * <p>What cannot change without a restart stays in force, and is told at each reading until there is one.
 */
public final class Changes {
    private final TreeMap<String, List<String>> inForce = new TreeMap<>();
    private final Set<String> unsettled = new TreeSet<>();

    /** From what the program was started with. */
    public Changes(Layers started) {
        started.given().forEach((option, given) -> inForce.put(option, given.values()));
    }

    /** The flags that are given other values than are in force, and those that are not settled. */
    public Set<String> to(Layers next) {
        Set<String> options = new TreeSet<>(inForce.keySet());
        options.addAll(next.given().keySet());
        options.removeIf(option -> !unsettled.contains(option) && values(option).equals(given(next, option)));
        return options;
    }

    /** These are in force now. */
    public void applied(Collection<String> options, Layers next) {
        options.forEach(option -> inForce.put(option, given(next, option)));
        unsettled.removeAll(options);
    }

    /** Only a part of these could be taken: they count as changed until they are applied, whatever is given then. */
    public void unsettled(Collection<String> options) {
        unsettled.addAll(options);
    }

    private List<String> values(String option) {
        return inForce.getOrDefault(option, List.of());
    }

    private static List<String> given(Layers next, String option) {
        Given given = next.given().get(option);
        return given == null ? List.of() : given.values();
    }

    /** The keys of flags, for a log line. */
    public static String keys(Collection<String> options) {
        return options.stream()
                .map(option -> Keys.ofOption(option).orElse(option))
                .collect(Collectors.joining(", "));
    }
}
