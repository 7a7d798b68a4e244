package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A third-party player in a page of another origin: it gathers its candidates, sends its offer to a WHEP endpoint in
 * one request, and sends nothing more. Confined to the test's thread.
 */
final class ForeignPlayer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] PAGE = "<!doctype html><title>player</title><video autoplay muted playsinline></video>"
            .getBytes(StandardCharsets.UTF_8);

    private static final String PLAY = """
            (async () => {
              const connection = new RTCPeerConnection(%s);
              window.player = { connection, frames: 0 };
              const video = document.querySelector('video');
              const count = () => { player.frames++; video.requestVideoFrameCallback(count); };
              video.requestVideoFrameCallback(count);
              connection.ontrack = event => { video.srcObject = event.streams[0]; };
              await connection.setLocalDescription(await (async () => { %s })());
              await new Promise(resolve => {
                const gathered = () => connection.iceGatheringState === 'complete' && resolve();
                connection.onicegatheringstatechange = gathered;
                gathered();
              });
              const response = await fetch('%s', {
                method: 'POST',
                headers: { 'Content-Type': 'application/sdp' },
                body: connection.localDescription.sdp,
              });
              player.resource = new URL(response.headers.get('Location'), response.url).href;
              await connection.setRemoteDescription({ type: 'answer', sdp: await response.text() });
            })()""";

    private final HttpServer server;
    private final Browser browser;

    private ForeignPlayer(HttpServer server, Browser browser) {
        this.server = server;
        this.browser = browser;
    }

    /**
     * Opens the page and waits for the picture.
     *
     * @param configuration the configuration of the RTCPeerConnection, as a JavaScript expression
     * @param offer JavaScript statements that use {@code connection} and return the offer
     */
    static ForeignPlayer play(Browser browser, URI endpoint, String configuration, String offer)
            throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
            exchange.close();
        });
        server.start();
        ForeignPlayer player = new ForeignPlayer(server, browser);
        browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        browser.await("document.querySelector('video') !== null", PATIENCE);
        browser.evaluate(PLAY.formatted(configuration, offer, endpoint));
        browser.await("player.frames > 0", PATIENCE);
        return player;
    }

    String offer() throws IOException, InterruptedException {
        return browser.evaluate("player.connection.localDescription.sdp").asText();
    }

    /** Whether more frames arrive. */
    boolean goesOn() throws IOException, InterruptedException {
        JsonNode before = browser.evaluate("player.frames");
        browser.await("player.frames > " + (before.asInt() + 25), PATIENCE);
        return true;
    }

    /** Ends the session with a DELETE request, as WHEP requires; returns its status. */
    int delete(URI endpoint) throws IOException, InterruptedException {
        return browser.evaluate("fetch(new URL(player.resource, '" + endpoint
                        + "'), { method: 'DELETE' }).then(response => response.status)")
                .asInt();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
