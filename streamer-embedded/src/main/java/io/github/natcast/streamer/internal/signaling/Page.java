package io.github.natcast.streamer.internal.signaling;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the web page, read once into a table. Immutable. */
final class Page {

    /**
     * @param etag a strong entity tag of the content, quotes included
     * @param shared whether pages of other origins may read it: the player's modules, and what it asks for
     */
    record File(byte[] content, String contentType, String etag, boolean shared) {}

    private static final List<String> SCRIPTS = List.of(
            "appearance",
            "attempt",
            "backoff",
            "candidates",
            "controls",
            "diagnostics",
            "en",
            "frames",
            "history",
            "idle",
            "keys",
            "lifetime",
            "log",
            "messages",
            "notice",
            "options",
            "page",
            "player",
            "plot",
            "problem",
            "reachability",
            "recovery",
            "reports",
            "screens",
            "serverstats",
            "statistics",
            "stats",
            "texts",
            "theme",
            "translate",
            "unreachable",
            "view",
            "websocket",
            "whep",
            "zh");

    private final Map<String, File> files;

    private Page(Map<String, File> files) {
        this.files = files;
    }

    static Page load() {
        Map<String, File> files = new HashMap<>();
        for (String script : SCRIPTS) {
            files.put("/" + script + ".js", read(script + ".js", "text/javascript; charset=utf-8", true));
        }
        files.put("/player.d.ts", read("player.d.ts", "text/plain; charset=utf-8", true));
        for (String style : List.of("page.css", "player.css")) {
            files.put("/" + style, read(style, "text/css; charset=utf-8", false));
        }
        files.put("/favicon.svg", read("favicon.svg", "image/svg+xml", true));
        File index = read("index.html", "text/html; charset=utf-8", false);
        files.put("/", index);
        files.put("/index.html", index);
        return new Page(Map.copyOf(files));
    }

    Optional<File> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static File read(String name, String contentType, boolean shared) {
        String resource = "/io/github/natcast/streamer/page/" + name;
        try (InputStream in = Page.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + resource + " is missing from the class path");
            }
            byte[] content = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            String etag = '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
            return new File(content, contentType, etag, shared);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether an {@code If-None-Match} header lists the entity tag (RFC 9110 §13.1.2). */
    static boolean matches(String ifNoneMatch, String etag) {
        return ifNoneMatch.equals("*") || ifNoneMatch.contains(etag);
    }
}
