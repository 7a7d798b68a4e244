package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The streamer's page in a real browser, as its viewer sees it. */
public final class PlayingPage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A few pixels of the picture, enough to tell one frame of the test pattern from another. */
    private static final String PIXELS = """
            (() => {
              const canvas = document.createElement('canvas');
              canvas.width = 64; canvas.height = 36;
              const context = canvas.getContext('2d');
              context.drawImage(document.querySelector('video'), 0, 0, 64, 36);
              return Array.from(context.getImageData(0, 0, 64, 36).data).join();
            })()""";

    /**
     * The decoded frames and the page's own clock, read together; null until both are known, which takes longer in
     * Firefox.
     */
    private static final String DECODED = """
            (async () => {
              const report = await natcast.connection.getStats();
              const video = [...report.values()].find(s => s.type === 'inbound-rtp' && s.kind === 'video');
              const codec = video && report.get(video.codecId);
              const pair = [...report.values()].find(s => s.type === 'candidate-pair' && s.nominated);
              if (!codec || !pair) {
                return null;
              }
              const end = id => (({candidateType, address, port, protocol}) =>
                  ({candidateType, address, port, protocol}))(report.get(id));
              return { at: performance.now(), frames: video.framesDecoded, width: video.frameWidth,
                  height: video.frameHeight, lost: video.packetsLost, freezes: video.freezeCount,
                  nacks: video.nackCount, plis: video.pliCount,
                  codec: codec.mimeType,
                  local: end(pair.localCandidateId), remote: end(pair.remoteCandidateId) };
            })()""";

    private final Browser browser;

    private PlayingPage(Browser browser) {
        this.browser = browser;
    }

    /** Opens the page and waits for the picture. */
    public static PlayingPage open(Browser browser, URI address) throws IOException, InterruptedException {
        browser.open(address.toString());
        browser.await("window.natcast?.state === 'playing'", PATIENCE);
        return new PlayingPage(browser);
    }

    public JsonNode statistics() throws IOException, InterruptedException {
        return browser.await(DECODED, PATIENCE);
    }

    /** The times of the connection's steps, in milliseconds on the page's own clock. */
    public JsonNode timings() throws IOException, InterruptedException {
        return browser.evaluate("natcast.timings");
    }

    /** The decoded frames per second of the page's clock, over some seconds. */
    public double framesPerSecond(int seconds) throws IOException, InterruptedException {
        JsonNode before = statistics();
        TimeUnit.SECONDS.sleep(seconds);
        JsonNode after = statistics();
        return 1000
                * (after.get("frames").asInt() - before.get("frames").asInt())
                / (after.get("at").asDouble() - before.get("at").asDouble());
    }

    /** Whether the shown picture changes. */
    boolean pictureChanges() throws IOException, InterruptedException {
        String before = browser.evaluate(PIXELS).asText();
        for (int attempt = 0; attempt < 50; attempt++) {
            if (!browser.evaluate(PIXELS).asText().equals(before)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(40);
        }
        return false;
    }

    /** The remote candidates that the browser received by signalling. */
    JsonNode remoteCandidates() throws IOException, InterruptedException {
        return browser.evaluate("natcast.connection.remoteDescription.sdp.match(/a=candidate:.*/g)");
    }
}
