package io.github.natcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.rewrite.SdpRewriter;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modular program, without javax.sdp and jspecify: compiled against the module, linked by jlink, and run. */
class ModularProgramTest {
    @TempDir
    Path folder;

    @Test
    void aLinkedProgramRewritesWithoutTheOptionalModules() throws Exception {
        Path core = Path.of(SdpRewriter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path image = link(core, compile(core));

        assertThat(run(image, "-m", "program/program.Main")).isEqualTo("c=IN IP4 51.161.209.200");
        assertThat(run(image, "--list-modules").lines().map(line -> line.replaceAll("@.*", "")))
                .containsExactlyInAnyOrder("java.base", "io.github.natcast.sdp", "program");
    }

    private Path compile(Path core) throws IOException {
        Path module = Files.writeString(
                folder.resolve("module-info.java"), "module program { requires io.github.natcast.sdp; }");
        Path main = Files.createDirectories(folder.resolve("program")).resolve("Main.java");
        Files.writeString(main, """
                package program;
                import io.github.natcast.sdp.rewrite.SdpRewriter;
                class Main {
                    public static void main(String[] arguments) {
                        SdpRewriter rewriter = SdpRewriter.builder().publicAddress("51.161.209.200").build();
                        System.out.print(rewriter.rewriteText("c=IN IP4 192.168.1.10"));
                    }
                }
                """);
        Path classes = folder.resolve("classes");
        tool("javac", "-Xlint:all", "-Werror", "-p", core + "", "-d", classes + "", module + "", main + "");
        return classes;
    }

    private Path link(Path core, Path classes) {
        Path image = folder.resolve("image");
        String modules = core + File.pathSeparator + classes;
        tool("jlink", "--module-path", modules, "--add-modules", "program", "--output", image + "", "--strip-debug");
        return image;
    }

    private static void tool(String name, String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output, true);
        int status = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments);
        assertThat(status).as("%s: %s", name, output).isZero();
    }

    private String run(Path image, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(image.resolve("bin/java").toString());
        builder.command().addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
