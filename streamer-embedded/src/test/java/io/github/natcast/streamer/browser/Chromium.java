package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One headless Chromium with one page and a profile of its own. Confined to the test's thread. */
public final class Chromium implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path profile;
    private final DevTools page;

    private Chromium(Process process, Path profile, DevTools page) {
        this.process = process;
        this.profile = profile;
        this.page = page;
    }

    /** The browser's program, if this machine has one. */
    public static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                .flatMap(name -> Arrays.stream(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the browser at {@code about:blank}. */
    public static Chromium start() throws IOException, InterruptedException {
        Path program = program().orElseThrow(() -> new IOException("no chromium on the PATH"));
        Path profile = Files.createTempDirectory("natcast-chromium");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + profile,
                "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        try {
            int port = awaitPort(process, profile);
            return new Chromium(process, profile, DevTools.connectToFirstPage(port));
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Chromium writes the port it chose into its profile. */
    private static int awaitPort(Process process, Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() >= 2) {
                    return Integer.parseInt(lines.get(0).trim());
                }
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        String log = Files.readString(profile.resolve("chromium.log"), StandardCharsets.UTF_8);
        throw new IOException("chromium did not start: " + log);
    }

    /** From the next page on, tests may load scripts of their own into it. */
    public void allowOwnScripts() throws IOException, InterruptedException {
        page.call("Page.setBypassCSP", Map.of("enabled", true));
    }

    public void open(String url) throws IOException, InterruptedException {
        page.call("Page.navigate", Map.of("url", url));
    }

    /** Runs in every page opened from now on, before the page's own scripts. */
    void prepare(String script) throws IOException, InterruptedException {
        page.call("Page.enable", Map.of());
        page.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Runs an expression in the page, waits for its promise, and returns its value. */
    public JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode answer = page.call(
                "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException("the page threw: " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    /** Evaluates until the value is truthy; the last value is in the failure. */
    public JsonNode await(String expression, Duration limit) throws IOException, InterruptedException {
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

    /** Sets the size of the page in CSS pixels. */
    public void resize(int width, int height) throws IOException, InterruptedException {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    public void screenshot(Path file) throws IOException, InterruptedException {
        String data = page.call("Page.captureScreenshot", Map.of("format", "png"))
                .get("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Ends the browser at once, as a crash would: nothing is said to the peer. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        page.close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
