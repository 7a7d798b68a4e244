package io.github.natcast.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DroppingStreamTest {
    private static String notice(long lines) {
        return "[WARN] " + lines + " lines of the log were dropped, since nobody read them\n";
    }

    @Test
    void aPipeThatNobodyReadsHoldsNobodyUpAndWhatIsLostIsCounted() throws Exception {
        PipedInputStream pipe = new PipedInputStream(64);
        PrintStream log = new PrintStream(
                new DroppingStream(new PipedOutputStream(pipe), 4096, DroppingStreamTest::notice),
                true,
                StandardCharsets.UTF_8);

        for (int i = 0; i < 100_000; i++) { // without end, were it to block
            log.println("line " + i);
        }

        BufferedReader reader = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8));
        int read = 0;
        int dropped = 0;
        while (read + dropped < 100_000) {
            String line = reader.readLine();
            if (line.startsWith("[WARN]")) {
                assertThat(line).matches("\\[WARN] \\d+ lines of the log were dropped, since nobody read them");
                dropped += Integer.parseInt(line.replaceAll("\\D", ""));
            } else {
                assertThat(line).isEqualTo("line " + (read + dropped));
                read++;
            }
        }
        assertThat(dropped).isPositive();
    }

    @Test
    void linesArriveInOrderAndDrainingWaitsForThem() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        DroppingStream stream = new DroppingStream(target, 4096, DroppingStreamTest::notice);
        PrintStream log = new PrintStream(stream, true, StandardCharsets.UTF_8);
        for (int i = 0; i < 50; i++) {
            log.print("é");
            log.println(i);
            stream.drain(Duration.ofSeconds(20));
        }
        assertThat(target.toString(StandardCharsets.UTF_8))
                .startsWith("é0" + System.lineSeparator() + "é1")
                .endsWith("é49" + System.lineSeparator());
    }

    @Test
    void aStreamThatFailsIsTriedAgain() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        DroppingStream stream = new DroppingStream(
                new OutputStream() {
                    private boolean failed;

                    @Override
                    public void write(int value) throws IOException {
                        if (!failed) {
                            failed = true;
                            throw new IOException("a failure of this test");
                        }
                        target.write(value);
                    }
                },
                4096,
                DroppingStreamTest::notice);
        PrintStream log = new PrintStream(stream, true, StandardCharsets.UTF_8);
        log.print("lost\n");
        log.print("written\n");
        stream.drain(Duration.ofSeconds(20));
        assertThat(target.toString(StandardCharsets.UTF_8)).isEqualTo("written\n");
    }
}
