package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One headless browser with one page and a profile of its own. Confined to the test's thread. */
public interface Browser extends AutoCloseable {
    /** Goes to a page; it may still be loading on return. */
    void open(String url) throws IOException, InterruptedException;

    /** Runs in every page opened from now on, before the page's own scripts. */
    void prepare(String script) throws IOException, InterruptedException;

    /** Runs an expression in the page, waits for its promise, and returns its value. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException;

    /** Exceptions that no script caught, and what was written to the console as an error, since the page was opened. */
    List<String> errors() throws IOException, InterruptedException;

    /** Presses and releases the mouse's first button in the middle of what the selector names. */
    void click(String selector) throws IOException, InterruptedException;

    /** Sets the size of the page in CSS pixels. */
    void resize(int width, int height) throws IOException, InterruptedException;

    /** Writes what is in sight as PNG. */
    void screenshot(Path file) throws IOException, InterruptedException;

    /** Ends the browser at once, as a crash would: nothing is said to the peer. */
    void kill();

    @Override
    void close() throws IOException;

    /** Evaluates until the value is truthy; the last value is in the failure. */
    default JsonNode await(String expression, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        JsonNode last = evaluate(expression);
        while (!truthy(last)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("after " + limit.toMillis() + " ms \"" + expression + "\" is still " + last);
            }
            TimeUnit.MILLISECONDS.sleep(20);
            last = evaluate(expression);
        }
        return last;
    }

    private static boolean truthy(JsonNode value) {
        return !value.isMissingNode() && !value.isNull() && value.asBoolean(!value.isBoolean());
    }
}
