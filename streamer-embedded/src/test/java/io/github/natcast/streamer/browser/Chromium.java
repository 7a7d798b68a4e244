package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Chromium, driven over the DevTools protocol. */
public final class Chromium implements Browser {
    /** Of keys that write nothing, as Windows numbers them. */
    private static final Map<String, Integer> NUMBERS =
            Map.of("Tab", 9, "Enter", 13, "Escape", 27, "ArrowUp", 38, "ArrowDown", 40);

    private final BrowserProcess process;
    private final JsonSocket page;

    private Chromium(BrowserProcess process, JsonSocket page) {
        this.process = process;
        this.page = page;
    }

    /** The browser's program, if this machine has one. */
    public static Optional<Path> program() {
        return BrowserProcess.find("chromium", "chromium-browser", "google-chrome", "chrome");
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
                "--accept-lang=en-US,en",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + profile,
                "about:blank"));
        BrowserProcess process = BrowserProcess.start(profile, command);
        try {
            // The first line is the port that the browser chose, the second line its path.
            String port = process.awaitFile("DevToolsActivePort", "\n")
                    .lines()
                    .findFirst()
                    .orElseThrow();
            JsonSocket page = new JsonSocket(firstPage(Integer.parseInt(port)));
            page.call("Page.enable", Map.of());
            page.call("Runtime.enable", Map.of());
            return new Chromium(process, page);
        } catch (IOException | InterruptedException e) {
            process.kill();
            throw e;
        }
    }

    private static URI firstPage(int port) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
        for (int attempt = 0; attempt < 100; attempt++) {
            String body = http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode target : new ObjectMapper().readTree(body)) {
                if (target.path("type").asText().equals("page")) {
                    return URI.create(target.get("webSocketDebuggerUrl").asText());
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("chromium shows no page");
    }

    /** Takes certificates that sign themselves, from the next page on. */
    public void trustEveryCertificate() throws IOException, InterruptedException {
        page.call("Security.setIgnoreCertificateErrors", Map.of("ignore", true));
    }

    /** Allows tests to add scripts to the page, from the next page on. */
    public void allowOwnScripts() throws IOException, InterruptedException {
        page.call("Page.setBypassCSP", Map.of("enabled", true));
    }

    @Override
    public void open(String url) throws IOException, InterruptedException {
        page.forgetEvents();
        page.call("Page.navigate", Map.of("url", url));
    }

    @Override
    public void prepare(String script) throws IOException, InterruptedException {
        page.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    @Override
    public JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode answer = page.call(
                "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException("the page threw: " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    @Override
    public List<String> errors() throws IOException, InterruptedException {
        evaluate("0");
        return page.events().stream()
                .filter(event -> event.path("method").asText().equals("Runtime.exceptionThrown")
                        || event.at("/params/type").asText().equals("error"))
                .map(event -> event.get("params").toString())
                .toList();
    }

    @Override
    public void click(String selector) throws IOException, InterruptedException {
        JsonNode middle = evaluate("""
                (() => {
                  const element = document.querySelector('%s');
                  element.scrollIntoView({ block: 'center' });
                  const { x, y, width, height } = element.getBoundingClientRect();
                  return { x: x + width / 2, y: y + height / 2 };
                })()""".formatted(selector));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            page.call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            middle.get("x").asDouble(),
                            "y",
                            middle.get("y").asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    @Override
    public void press(String key) throws IOException, InterruptedException {
        boolean writes = key.length() == 1;
        String text = writes ? key : key.equals("Enter") ? "\r" : "";
        int number = writes ? Character.toUpperCase(key.charAt(0)) : NUMBERS.get(key);
        for (String type : List.of("keyDown", "keyUp")) {
            page.call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "windowsVirtualKeyCode",
                            number,
                            "text",
                            type.equals("keyDown") ? text : ""));
        }
    }

    /** Asks servers for pages in these languages, and names them to pages, from the next page on. */
    void speak(String languages) throws IOException, InterruptedException {
        String agent = evaluate("navigator.userAgent").asText();
        page.call("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", languages));
    }

    /** Prefers dark or light pages, with or without motion. */
    public void prefer(String scheme, String motion) throws IOException, InterruptedException {
        page.call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", motion))));
    }

    /** What a screen reader finds on the page: role and name of each thing. */
    public List<String> accessible() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (JsonNode node : page.call("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
            if (!node.path("ignored").asBoolean()) {
                found.add(node.at("/role/value").asText() + " "
                        + node.at("/name/value").asText());
            }
        }
        return found;
    }

    @Override
    public void resize(int width, int height) throws IOException, InterruptedException {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    @Override
    public void screenshot(Path file) throws IOException, InterruptedException {
        String data = page.call("Page.captureScreenshot", Map.of("format", "png"))
                .get("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void close() throws IOException {
        page.close();
        process.close();
    }
}
