package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.util.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which Netty the class path has. The program's build decides that; natcast uses what 4.1 and 4.2 have in common.
 * Stateless.
 */
public final class NettyVersions {
    private static final Set<String> NEEDED = Set.of(
            "netty-common", "netty-buffer", "netty-transport", "netty-handler", "netty-codec-http", "netty-resolver");
    private static final Pattern SERIES = Pattern.compile("(\\d+\\.\\d+)\\..*");
    private static final Set<String> SERIES_THAT_WORK = Set.of("4.1", "4.2");

    private NettyVersions() {}

    /** Why this Netty cannot be used, and what to do; empty when it can. */
    public static Optional<String> unusable() {
        return unusable(found());
    }

    static Optional<String> unusable(Map<String, String> versions) {
        Set<String> series =
                versions.values().stream().map(NettyVersions::series).collect(Collectors.toSet());
        return series.size() <= 1 && SERIES_THAT_WORK.containsAll(series)
                ? Optional.empty()
                : Optional.of("Netty must be 4.1 or 4.2 throughout; " + advice(versions));
    }

    /** For a failure that another version of Netty may be the reason of. */
    public static String advice() {
        return advice(found());
    }

    private static String advice(Map<String, String> versions) {
        String found = versions.entrySet().stream()
                .map(artefact -> artefact.getKey() + " " + artefact.getValue())
                .collect(Collectors.joining(", "));
        return "found " + (found.isEmpty() ? "no version" : found) + ": import io.netty:netty-bom into the program's"
                + " dependency management";
    }

    private static String series(String version) {
        Matcher matcher = SERIES.matcher(version);
        return matcher.matches() ? matcher.group(1) : version;
    }

    /** None where a repackaged jar has dropped the files that say so. */
    private static Map<String, String> found() {
        Map<String, String> versions = new TreeMap<>();
        Version.identify().forEach((artefact, version) -> {
            if (NEEDED.contains(artefact)) {
                versions.put(artefact, version.artifactVersion());
            }
        });
        return versions;
    }
}
