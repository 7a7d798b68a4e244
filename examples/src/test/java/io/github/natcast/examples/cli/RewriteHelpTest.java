package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code natcast rewrite --help}, one after the other, as they stand there. */
class RewriteHelpTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String ANSWER = "v=0\ns=-\nm=video 10111 UDP/TLS/RTP/SAVPF 96\nc=IN IP4 192.168.1.10\n"
            + "a=candidate:1 1 udp 2122260223 192.168.1.10 10111 typ host\n";

    @TempDir
    Path folder;

    @Test
    void everyExampleRuns() throws IOException {
        Files.writeString(folder.resolve("answer.sdp"), ANSWER);
        Files.createDirectories(folder.resolve("captures"));
        Files.writeString(folder.resolve("captures/answer.sdp"), ANSWER);
        Files.writeString(folder.resolve("topology.json"), """
                {"publicAddresses": ["51.161.209.200"], "forwards": [{"transport": "udp", "public": 10111}]}
                """);
        List<String> examples = Run.natcast("rewrite", "--help")
                .out()
                .replaceAll("\\\\\n", " ") // the shell joins lines at a backslash
                .lines()
                .filter(line -> line.startsWith("  natcast rewrite "))
                .toList();

        assertThat(examples).hasSizeGreaterThanOrEqualTo(8);
        for (String example : examples) {
            Run run = run(example);
            // A peer on the same network is told private addresses; that is said.
            assertThat(run.err().isEmpty()).as(example + ": " + run.err()).isEqualTo(!example.contains("--peer"));
            assertThat(run.status()).as(example).isZero();
            assertThat(run.out().isEmpty()).as(example).isEqualTo(example.contains("--out"));
        }
        assertThat(folder.resolve("rewritten/answer.sdp")).content().contains("51.161.209.200");
    }

    private Run run(String example) {
        List<String> arguments = new ArrayList<>();
        boolean input = false;
        Matcher word = WORD.matcher(example.strip().substring("natcast ".length()));
        while (word.find()) {
            String argument = word.group(1) == null ? word.group(2) : word.group(1);
            input |= argument.startsWith("<");
            if (!argument.startsWith("<")) {
                arguments.add(inFolder(argument));
            }
        }
        byte[] bytes = input ? ANSWER.getBytes(StandardCharsets.UTF_8) : new byte[0];
        return Run.withInput(bytes, arguments.toArray(String[]::new));
    }

    private String inFolder(String argument) {
        boolean file =
                List.of("answer.sdp", "topology.json", "captures/", "rewritten").contains(argument);
        return file ? folder.resolve(argument).toString() : argument;
    }
}
