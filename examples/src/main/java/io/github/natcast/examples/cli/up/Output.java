package io.github.natcast.examples.cli.up;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Prints what programs and {@code up} itself say, each line behind the name of who says it. The server's line "ready …"
 * goes to standard output as it is, for whoever waits for it; all others go to standard error. Thread-safe.
 */
final class Output {
    private static final String READY = "ready ";

    private final PrintWriter out;
    private final PrintWriter err;
    private final String server;
    private final int width;
    private final Runnable ready;
    private final AtomicReference<@Nullable String> page = new AtomicReference<>();

    /**
     * @param server the name of the program whose line tells that all is ready
     * @param width columns for names
     * @param ready is run, on any thread, each time the server has told its page's address
     */
    Output(PrintWriter out, PrintWriter err, String server, int width, Runnable ready) {
        this.out = out;
        this.err = err;
        this.server = server;
        this.width = width;
        this.ready = ready;
    }

    void line(String name, String printed) {
        String line = PlainText.of(printed);
        if (name.equals(server) && line.startsWith(READY)) {
            page.set(line.substring(READY.length()).strip());
            out.println(line);
            out.flush();
            ready.run();
        }
        synchronized (err) {
            err.println(name + " ".repeat(Math.max(width - name.length(), 0)) + " | " + line);
            err.flush();
        }
    }

    /** The page's address as the server told it last; null before. */
    @Nullable
    String page() {
        return page.get();
    }
}
