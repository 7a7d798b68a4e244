package io.github.natcast.examples.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What a command line printed. It redirects the process's streams, so tests must not run in parallel. */
record Run(int status, String out, String err) {

    static Run natcast(String... arguments) {
        return withInput(new byte[0], arguments);
    }

    static Run withInput(byte[] input, String... arguments) {
        InputStream realInput = System.in;
        PrintStream realOutput = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        try {
            System.setIn(new ByteArrayInputStream(input));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            CommandLine line = Natcast.commandLine().setErr(new PrintWriter(err, true));
            line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            int status = line.execute(arguments);
            return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setIn(realInput);
            System.setOut(realOutput);
        }
    }
}
