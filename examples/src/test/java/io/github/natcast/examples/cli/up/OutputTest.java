package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int ready;
    private final Output output = new Output(new PrintWriter(out), new PrintWriter(err), "serve", 6, () -> ready++);

    @Test
    void printsEachLineBehindAName() {
        output.line("frpc", "login to server success");

        assertThat(err.toString()).isEqualToIgnoringNewLines("frpc   | login to server success");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tellsWhoWaitsThatAllIsReady() {
        output.line("serve", "ready http://203.0.113.7:9000/");
        output.line("frpc", "ready when you are");

        assertThat(out.toString()).isEqualToIgnoringNewLines("ready http://203.0.113.7:9000/");
        assertThat(output.page()).isEqualTo("http://203.0.113.7:9000/");
        assertThat(ready).isEqualTo(1);
    }

    /** frpc colours its lines wherever they go; what moves the cursor or names the window has no place in a log. */
    @ParameterizedTest
    @CsvSource({
        "'^[[1;34m[I] start proxy success^[[0m', '[I] start proxy success'",
        "'^[[33mW^[[m ^[[2K^[[1Gbusy', 'W busy'",
        "'^[]0;a title\u0007text', 'text'",
        "'^[]8;;http://x^[\\link^[]8;;^[\\', 'link'",
        "'a^[(Bb^[=c', 'abc'",
        "'cut off ^[[3', 'cut off '",
        "'tab\tstays, \u0007bell does not', 'tab\tstays, bell does not'",
        "'\u009b31mred\u009bm', 'red'"
    })
    void leavesColoursOut(String line, String shown) {
        output.line("frpc", line.replace("^[", "\u001b"));

        assertThat(err.toString()).isEqualToIgnoringNewLines("frpc   | " + shown);
    }
}
