package io.github.natcast.streamer.internal.signaling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page's files as text. */
final class PageFiles {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", ""), "src/main/resources/io/github/natcast/streamer/page");
    private static final Pattern ENTRY = Pattern.compile("'([\\w.]+)':\\s*'((?:[^'\\\\]|\\\\.)*)'");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<=[\\s;,{]|^)// [^\n]*", Pattern.DOTALL);

    private PageFiles() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    static String read(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name), StandardCharsets.UTF_8);
    }

    /** A table of words: {@code en.js} or {@code zh.js}, in its own order. */
    static Map<String, String> table(String name) throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        ENTRY.matcher(read(name)).results().forEach(entry -> {
            if (table.put(entry.group(1), entry.group(2)) != null) {
                throw new AssertionError(name + " has " + entry.group(1) + " twice");
            }
        });
        return table;
    }

    /** The modules without comments, by name; not the tables. */
    static Map<String, String> modules() throws IOException {
        Map<String, String> modules = new LinkedHashMap<>();
        for (Path file : all()) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".js") && !name.equals("en.js") && !name.equals("zh.js")) {
                modules.put(name, COMMENT.matcher(read(name)).replaceAll(""));
            }
        }
        return modules;
    }

    static List<String> matches(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
