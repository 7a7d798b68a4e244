package io.github.natcast.examples.cli.deploy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What sources need of the host. Immutable. */
record SourcePaths(List<String> files, List<String> devices) {
    /** FORMAT:/dev/…, as {@code --source} takes it. */
    private static final Pattern DEVICE = Pattern.compile("[a-z0-9_]+:(/dev/[A-Za-z0-9/_.-]+)");

    /** Files by absolute paths, and devices; others are URLs, or stand beside natcast.toml. */
    static SourcePaths of(List<String> sources) {
        return new SourcePaths(
                sources.stream()
                        .filter(source -> source.startsWith("/") && !source.startsWith("/dev/"))
                        .distinct()
                        .toList(),
                sources.stream()
                        .flatMap(source -> device(source).stream())
                        .distinct()
                        .toList());
    }

    private static Optional<String> device(String source) {
        Matcher matcher = DEVICE.matcher(source);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether a file is in somebody's home. */
    boolean needHomes() {
        return files.stream().anyMatch(file -> Stream.of("/home/", "/root/").anyMatch(file::startsWith));
    }
}
