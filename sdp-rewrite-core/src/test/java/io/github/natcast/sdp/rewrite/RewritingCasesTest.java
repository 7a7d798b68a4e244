package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small descriptions, one question each: see {@link RewritingCase}. */
class RewritingCasesTest {
    static List<RewritingCase> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(RewritingCasesTest.class.getResource("/rewriting"))
                .toURI());
        List<RewritingCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                cases.add(RewritingCase.read(file));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesOutAsWritten(RewritingCase example) {
        if (example.has("refused")) {
            assertThatThrownBy(() -> example.rewriter())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(example.lines("refused").toArray(String[]::new));
        } else if (example.has("candidate")) {
            checkCandidates(example, example.rewriter());
        } else {
            checkDescription(example, example.rewriter());
        }
    }

    private static void checkDescription(RewritingCase example, SdpRewriter rewriter) {
        String local = example.local();
        RewriteResult result = rewriter.rewrite(local);

        assertThat(result.sdp()).isEqualTo(example.expected());
        checkReport(example, result);
        String fast = rewriter.rewriteText(local);
        assertThat(fast).isEqualTo(result.sdp());
        assertThat(rewriter.rewriteText(fast)).as("rewritten again").isSameAs(fast);
        if (!example.has("expected")) {
            assertThat(fast).as("nothing changed").isSameAs(local);
        }
    }

    private static void checkCandidates(RewritingCase example, SdpRewriter rewriter) {
        String local = String.join("\r\n", example.lines("candidate"));

        assertThat(rewriter.rewriteCandidate(local)).isEqualTo(example.lines("expected"));
        checkReport(example, rewriter.explainCandidate(local));
    }

    private static void checkReport(RewritingCase example, RewriteResult result) {
        if (example.has("report")) {
            assertThat(RewritingCase.report(result)).isEqualTo(example.lines("report"));
        }
        if (example.has("private left")) {
            assertThat(result.privateLeft().stream()
                            .map(left ->
                                    left.lineNumber() + " " + left.address() + " " + left.scope() + " " + left.reason())
                            .toList())
                    .isEqualTo(example.lines("private left"));
        }
    }
}
