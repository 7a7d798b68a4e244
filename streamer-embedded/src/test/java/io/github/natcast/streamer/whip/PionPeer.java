package io.github.natcast.streamer.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that answers one offer with Debian's Pion, over loopback. Confined to one thread. */
final class PionPeer implements AutoCloseable {
    private static final Path SOURCES = Path.of("/usr/share/gocode");
    private static final int BUILD_MINUTES = 3;
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final Writer offers;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Collection<String> said = new ConcurrentLinkedQueue<>();

    PionPeer(Path program) throws IOException {
        process =
                new ProcessBuilder(program.toString()).redirectErrorStream(true).start();
        offers = process.outputWriter(StandardCharsets.US_ASCII);
        Thread reader = new Thread(this::read, "pion-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Builds it in the folder; skips the test where Go or Pion's sources are missing. */
    static Path build(Path folder) throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(SOURCES.resolve("src/github.com/pion/webrtc")),
                "Pion is not installed (apt-get install golang-github-pion-webrtc.v3-dev), so none is published to");
        Optional<Path> go = Stream.of("/usr/local/go/bin/go", "/usr/bin/go")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(go.isPresent(), "Go is not installed, so nothing is published to Pion");
        // A module's name is what lets sources without a module proxy have major versions in their paths.
        Path sources = Files.createDirectories(folder.resolve("src/answer"));
        Files.writeString(sources.resolve("go.mod"), "module answer\n");
        try (InputStream source =
                Objects.requireNonNull(PionPeer.class.getResourceAsStream("/pion/answer.go"), "answer.go")) {
            Files.copy(source, sources.resolve("answer.go"));
        }
        Path program = folder.resolve("answer");
        ProcessBuilder builder = new ProcessBuilder(go.orElseThrow().toString(), "build", "-o", program.toString(), ".")
                .directory(sources.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("build.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE", "off", "GOPATH", folder + ":" + SOURCES, "GOFLAGS", "", "CGO_ENABLED", "0"));
        Process build = builder.start();
        try {
            assertThat(build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            build.destroyForcibly();
        }
        assertThat(build.exitValue())
                .as(Files.readString(folder.resolve("build.log")))
                .isZero();
        return program;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("answer ")) {
                    answers.add(line.substring("answer ".length()));
                } else {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            said.add("the end");
        }
    }

    String answer(String offer) throws IOException, InterruptedException {
        offers.write(Base64.getEncoder().encodeToString(offer.getBytes(StandardCharsets.UTF_8)) + "\n");
        offers.flush();
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(answer).as("%s", said).isNotNull();
        return new String(Base64.getDecoder().decode(answer), StandardCharsets.UTF_8);
    }

    /** Lines such as {@code state connected} and {@code track video/VP8 l}. */
    Collection<String> said() {
        return said;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
