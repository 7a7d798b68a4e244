package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Firefox, driven over WebDriver BiDi. */
public final class Firefox implements Browser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "firefox.js";

    /**
     * Makes Firefox use all addresses of the machine, including loopback, which the tests use. Unless a page may use
     * camera or microphone, Firefox gathers only the address of the default route, hides it behind an mDNS name, and
     * does not pair it with a loopback address.
     */
    private static final String EVERY_ADDRESS = """
            user_pref("media.peerconnection.ice.loopback", true);
            user_pref("permissions.default.camera", 1);
            user_pref("permissions.default.microphone", 1);
            """;

    /** Of keys that write nothing, as WebDriver §17.4.2 has them. */
    private static final Map<String, String> CODE_POINTS =
            Map.of("Tab", "\uE004", "Enter", "\uE007", "Escape", "\uE00C", "ArrowUp", "\uE013", "ArrowDown", "\uE015");

    private final BrowserProcess process;
    private final JsonSocket session;
    private final String context;

    private Firefox(BrowserProcess process, JsonSocket session, String context) {
        this.process = process;
        this.session = session;
        this.context = context;
    }

    /** The browser's program, if this machine has one. */
    public static Optional<Path> program() {
        return BrowserProcess.find("firefox-esr", "firefox");
    }

    /** Starts the browser at {@code about:blank}. */
    public static Firefox start() throws IOException, InterruptedException {
        return start(EVERY_ADDRESS);
    }

    /** Starts a browser with the default settings, which hides its one address. */
    static Firefox startHidingItsAddress() throws IOException, InterruptedException {
        return start("");
    }

    /** Starts a browser that asks for pages in these languages. */
    static Firefox startSpeaking(String languages) throws IOException, InterruptedException {
        return start(EVERY_ADDRESS + "user_pref(\"intl.accept_languages\", \"" + languages + "\");\n");
    }

    private static Firefox start(String moreSettings) throws IOException, InterruptedException {
        Path program = program().orElseThrow(() -> new IOException("no firefox on the PATH"));
        Path profile = Files.createTempDirectory("natcast-firefox");
        try (var settings = Firefox.class.getResourceAsStream(SETTINGS)) {
            if (settings == null) {
                throw new IOException("no test resource " + SETTINGS);
            }
            String all = new String(settings.readAllBytes(), StandardCharsets.UTF_8) + moreSettings;
            Files.writeString(profile.resolve("user.js"), all);
        }
        BrowserProcess process = BrowserProcess.start(
                profile,
                List.of(
                        program.toString(),
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        "--remote-debugging-port",
                        "0",
                        "about:blank"));
        try {
            JsonNode server = JSON.readTree(process.awaitFile("WebDriverBiDiServer.json", "}"));
            JsonSocket session =
                    new JsonSocket(URI.create("ws://" + server.get("ws_host").asText() + ":"
                            + server.get("ws_port").asInt() + "/session"));
            session.call("session.new", Map.of("capabilities", Map.of()));
            session.call("session.subscribe", Map.of("events", List.of("log.entryAdded")));
            String context = session.call("browsingContext.getTree", Map.of())
                    .at("/contexts/0/context")
                    .asText();
            return new Firefox(process, session, context);
        } catch (IOException | InterruptedException e) {
            process.kill();
            throw e;
        }
    }

    @Override
    public void open(String url) throws IOException, InterruptedException {
        session.forgetEvents();
        session.call("browsingContext.navigate", Map.of("context", context, "url", url, "wait", "interactive"));
    }

    @Override
    public void prepare(String script) throws IOException, InterruptedException {
        session.call("script.addPreloadScript", Map.of("functionDeclaration", "() => {" + script + "}"));
    }

    @Override
    public JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode answer = session.call(
                "script.evaluate",
                Map.of(
                        "expression",
                        "(async () => JSON.stringify(await (" + expression + ")))()",
                        "target",
                        Map.of("context", context),
                        "awaitPromise",
                        true,
                        "userActivation",
                        true));
        if (answer.has("exceptionDetails")) {
            throw new IOException("the page threw: " + answer.get("exceptionDetails"));
        }
        return JSON.readTree(answer.at("/result/value").asText());
    }

    @Override
    public List<String> errors() throws IOException, InterruptedException {
        evaluate("0");
        return session.events().stream()
                .map(event -> event.get("params"))
                .filter(entry -> entry.path("level").asText().equals("error"))
                .map(JsonNode::toString)
                .toList();
    }

    @Override
    public void click(String selector) throws IOException, InterruptedException {
        JsonNode element = session.call(
                        "browsingContext.locateNodes",
                        Map.of("context", context, "locator", Map.of("type", "css", "value", selector)))
                .at("/nodes/0/sharedId");
        Map<String, Object> origin = Map.of("type", "element", "element", Map.of("sharedId", element.asText()));
        session.call(
                "input.performActions",
                Map.of(
                        "context",
                        context,
                        "actions",
                        List.of(Map.of(
                                "type",
                                "pointer",
                                "id",
                                "mouse",
                                "actions",
                                List.of(
                                        Map.of("type", "pointerMove", "x", 0, "y", 0, "origin", origin),
                                        Map.of("type", "pointerDown", "button", 0),
                                        Map.of("type", "pointerUp", "button", 0))))));
    }

    @Override
    public void press(String key) throws IOException, InterruptedException {
        String value = key.length() == 1 ? key : CODE_POINTS.get(key);
        session.call(
                "input.performActions",
                Map.of(
                        "context",
                        context,
                        "actions",
                        List.of(Map.of(
                                "type",
                                "key",
                                "id",
                                "keyboard",
                                "actions",
                                List.of(
                                        Map.of("type", "keyDown", "value", value),
                                        Map.of("type", "keyUp", "value", value))))));
    }

    @Override
    public void resize(int width, int height) throws IOException, InterruptedException {
        session.call(
                "browsingContext.setViewport",
                Map.of("context", context, "viewport", Map.of("width", width, "height", height)));
    }

    @Override
    public void screenshot(Path file) throws IOException, InterruptedException {
        String data = session.call("browsingContext.captureScreenshot", Map.of("context", context))
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
        session.close();
        process.close();
    }
}
