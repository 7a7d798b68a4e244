package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.SdpCorpus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder a case: {@code rewriter.txt}, {@code local.sdp}, {@code expected.sdp} and {@code expected-report.txt}.
 * With {@code -Dgolden.write=FOLDER} the results go to that folder instead, to be read and copied by a person.
 */
class GoldenFilesTest {
    static List<Path> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(GoldenFilesTest.class.getResource("/golden"))
                .toURI());
        try (Stream<Path> cases = Files.list(folder)) {
            return cases.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rewritesAsExpected(Path folder) throws IOException {
        SdpRewriter rewriter = GoldenConfig.rewriter(Files.readAllLines(folder.resolve("rewriter.txt")));
        String local = SdpCorpus.read(folder.resolve("local.sdp"));
        RewriteResult result = rewriter.rewrite(local);
        String write = System.getProperty("golden.write");
        if (write != null) {
            Path to = Files.createDirectories(Path.of(write).resolve(folder.getFileName()));
            Files.write(to.resolve("expected.sdp"), result.sdp().getBytes(StandardCharsets.ISO_8859_1));
            Files.write(to.resolve("expected-report.txt"), RewritingCase.report(result));
            return;
        }
        String expected = SdpCorpus.read(folder.resolve("expected.sdp"));

        assertThat(result.sdp()).isEqualTo(expected);
        assertThat(rewriter.rewriteText(local)).isEqualTo(expected);
        assertThat(rewriter.rewriteText(expected)).as("rewritten again").isSameAs(expected);
        assertThat(RewritingCase.report(result)).isEqualTo(Files.readAllLines(folder.resolve("expected-report.txt")));
    }
}
