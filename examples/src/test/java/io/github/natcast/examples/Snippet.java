package io.github.natcast.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * A fenced block of a Markdown file. Immutable.
 *
 * @param file its name below the project's folder
 * @param line of its first line of text, from 1 on
 * @param language what stands behind the fence
 */
record Snippet(String file, int line, String language, List<String> text) {
    private static final String FENCE = "```";
    private static final Pattern TYPE =
            Pattern.compile("(?:(?:public|final|abstract|sealed) )*" + "(?:class|interface|record|enum) .*");

    /** What a fragment may use without an import, on one line; the API's packages and no internal one. */
    private static final String IMPORTS = "import io.github.natcast.sdp.*; import io.github.natcast.sdp.diagnose.*;"
            + " import io.github.natcast.sdp.rewrite.*; import io.github.natcast.streamer.*;"
            + " import io.github.natcast.topology.*; import java.awt.*; import java.awt.image.*; import java.nio.file.*;"
            + " import java.time.*; import java.util.*; import java.util.List; import java.util.concurrent.*;";

    /** What a fragment may use without declaring it. */
    private static final String NAMES =
            "String offer, String localAnswer, String trickledCandidate, BufferedImage image," + " Peer peer";

    private static final String TYPES = "interface Peer { void send(String text); }"
            + " static void log(Object... values) { System.out.println(Arrays.toString(values)); }";

    /** The blocks of a file, in order. */
    static List<Snippet> of(Path root, String file) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        List<String> lines = Files.readAllLines(root.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int first = i + 1;
                for (i = first; !lines.get(i).startsWith(FENCE); i++) {}
                String language = lines.get(first - 1).substring(FENCE.length());
                snippets.add(new Snippet(file, first + 1, language, List.copyOf(lines.subList(first, i))));
            }
        }
        return snippets;
    }

    /** Where the given line of {@link #source} stands in the file. */
    String place(long sourceLine) {
        return file + ":" + (line - 2 + sourceLine);
    }

    /** A compilation unit in a package of its own, whose second line is the block's first. */
    JavaFileObject source() {
        String name = file.replaceAll("\\W", "_") + "_" + line;
        return new SimpleJavaFileObject(URI.create("string:///" + name + "/Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "package " + name + "; " + (isUnit() ? unit() : fragment());
            }

            /** A unit names its types as it likes. */
            @Override
            public boolean isNameCompatible(String simpleName, Kind kind) {
                return kind == Kind.SOURCE;
            }

            @Override
            public String toString() {
                return place(2);
            }
        };
    }

    private boolean isUnit() {
        return text.stream().anyMatch(code -> TYPE.matcher(code).matches());
    }

    private String unit() {
        return "\n" + String.join("\n", text);
    }

    private String fragment() {
        return IMPORTS + " final class Snippet { " + TYPES + " void run(" + NAMES + ") throws Exception {\n"
                + String.join("\n", text) + "\n}}";
    }

    @Override
    public String toString() {
        return place(2);
    }
}
