package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One headless browser with one page and a separate profile. Confined to the test's thread. */
public interface Browser extends AutoCloseable {
    /** Opens a page; it may still be loading on return. */
    void open(String url) throws IOException, InterruptedException;

    /** Adds a script that runs in every page opened from now on, before the page's own scripts. */
    void prepare(String script) throws IOException, InterruptedException;

    /** Runs an expression in the page, waits for its promise, and returns its value. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException;

    /** The uncaught exceptions and the errors on the console since the page was opened. */
    List<String> errors() throws IOException, InterruptedException;

    /** Clicks in the middle of the element that the selector names. */
    void click(String selector) throws IOException, InterruptedException;

    /**
     * Presses a key, by the name that {@code KeyboardEvent.key} has for it: {@code " "}, {@code m}, {@code ArrowUp}.
     */
    void press(String key) throws IOException, InterruptedException;

    /** Sets the size of the page in CSS pixels. */
    void resize(int width, int height) throws IOException, InterruptedException;

    /** Writes the visible part of the page as PNG. */
    void screenshot(Path file) throws IOException, InterruptedException;

    /** Kills the browser, as a crash would: the peer receives no notice. */
    void kill();

    @Override
    void close() throws IOException;

    /** Evaluates an expression until its value is truthy; a failure shows the last value. */
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
