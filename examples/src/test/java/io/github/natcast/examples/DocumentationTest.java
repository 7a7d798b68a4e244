package io.github.natcast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows compiles against the public API, and what it names exists. */
final class DocumentationTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final List<String> OPTIONS =
            List.of("-proc:none", "--release", "17", "-Xlint:all,-path,-classfile", "-Werror", "-cp", CLASS_PATH);
    /** {@code [text](target)} and {@code ![text](target)}. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

    /** {@code `sender.Broadcast`}. */
    private static final Pattern INTERNAL_TYPE = Pattern.compile("`((?:[a-z0-9]+\\.)+[A-Z]\\w+)`");

    @TempDir
    private Path classes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.zh-CN.md",
                "docs/api.md",
                "docs/channels.md",
                "docs/access.md",
                "docs/embedding.md",
                "docs/encoded-frames.md"
            })
    void javaBlocksCompileWithThePublicApiAlone(String file) throws IOException {
        List<Snippet> snippets = Snippet.of(ROOT, file).stream()
                .filter(snippet -> snippet.language().equals("java"))
                .toList();

        assertThat(snippets).isNotEmpty();
        assertThat(compile(snippets)).as("what javac says").isEmpty();
        assertThat(compiledClassesThatName("/internal/"))
                .as("classes that name an internal type")
                .isEmpty();
        assertThat(snippets)
                .noneMatch(snippet -> snippet.text().stream().anyMatch(code -> code.contains(".internal.")));
    }

    /** Comments aside, which are translated. */
    @Test
    void bothReadmesShowTheSameCode() throws IOException {
        assertThat(codeOf("README.zh-CN.md")).isEqualTo(codeOf("README.md"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.zh-CN.md",
                "ARCHITECTURE.md",
                "CONTRIBUTING.md",
                "docs/api.md",
                "docs/channels.md",
                "docs/configuration.md",
                "docs/deployment.md",
                "docs/install.md",
                "docs/lint.md",
                "docs/transcript.md",
                "docs/faults.md",
                "docs/up.md",
                "docs/verify.md",
                "docs/doctor.md",
                "docs/access.md",
                "docs/embedding.md",
                "docs/encoded-frames.md",
                "docs/frame-socket.md",
                "docs/measurements.md",
                "docs/monitoring.md",
                "docs/player.md",
                "docs/signalling.md",
                "docs/tls-and-origins.md",
                "docs/topology.md",
                "docs/turn-and-proxies.md",
                "docs/verdicts.md"
            })
    void linksLeadToFiles(String file) throws IOException {
        Path folder = Objects.requireNonNull(ROOT.resolve(file).getParent());
        Matcher links = LINK.matcher(Files.readString(ROOT.resolve(file)));
        while (links.find()) {
            assertThat(folder.resolve(links.group(1))).exists();
        }
    }

    /** The walks of ARCHITECTURE.md are lists of files to open. */
    @Test
    void architectureNamesFilesThatAreThere() throws IOException {
        Path internal = ROOT.resolve("streamer-embedded/src/main/java/io/github/natcast/streamer/internal");
        Matcher types = INTERNAL_TYPE.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")));
        while (types.find()) {
            assertThat(internal.resolve(types.group(1).replace('.', '/') + ".java"))
                    .exists();
        }
    }

    /** One sentence for each complaint of the compiler. */
    private List<String> compile(List<Snippet> snippets) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<JavaFileObject> sources = new ArrayList<>();
        snippets.forEach(snippet -> sources.add(snippet.source()));
        StringWriter out = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            boolean compiled = compiler.getTask(out, files, diagnostics, OPTIONS, null, sources)
                    .call();
            List<String> complaints = new ArrayList<>();
            for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
                int index = sources.indexOf(diagnostic.getSource());
                String place = index < 0 ? "javac" : snippets.get(index).place(diagnostic.getLineNumber());
                complaints.add(place + ": " + diagnostic.getMessage(Locale.ROOT));
            }
            if (!compiled && complaints.isEmpty()) {
                complaints.add("javac: " + out);
            }
            return complaints;
        }
    }

    private List<String> compiledClassesThatName(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(classes.relativize(file).toString());
                }
            }
        }
        return found;
    }

    private static List<String> codeOf(String file) throws IOException {
        return Snippet.of(ROOT, file).stream()
                .flatMap(snippet -> snippet.text().stream())
                .map(code -> code.replaceAll("\\s*(//(?= ).*|<!--.*-->)$", ""))
                .toList();
    }
}
