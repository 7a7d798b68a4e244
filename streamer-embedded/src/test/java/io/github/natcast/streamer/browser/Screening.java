package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The frames that the page shows and the tone that it plays, recorded by the page itself from the start. */
public final class Screening {
    private static final String BEGIN = """
            (async () => {
              const video = document.querySelector('video');
              window.screened = [];
              const canvas = document.createElement('canvas');
              canvas.width = canvas.height = 1;
              const pixels = canvas.getContext('2d', { willReadFrequently: true });
              const note = (now, frame) => {
                // Sampled in the middle, where nothing moves.
                pixels.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 16, 16, 0, 0, 1, 1);
                const [red, green, blue] = pixels.getImageData(0, 0, 1, 1).data;
                screened.push([now, frame.rtpTimestamp, frame.presentedFrames, (red << 16) | (green << 8) | blue]);
                video.requestVideoFrameCallback(note);
              };
              video.requestVideoFrameCallback(note);
              window.listening = new AudioContext();
              const analyser = listening.createAnalyser();
              analyser.fftSize = 4096;
              listening.createMediaStreamSource(video.srcObject).connect(analyser);
              const spectrum = new Float32Array(analyser.frequencyBinCount);
              window.hertz = () => {
                analyser.getFloatFrequencyData(spectrum);
                const loudest = spectrum.reduce((best, level, bin) => (level > spectrum[best] ? bin : best), 0);
                return spectrum[loudest] < -60 ? 0 : loudest * listening.sampleRate / analyser.fftSize;
              };
              await listening.resume();
              window.screenedConnection = natcast.connection;
            })()""";

    private static final String STATISTICS = """
            (async () => {
              const all = [...(await natcast.connection.getStats()).values()];
              const of = kind => all.find(s => s.type === 'inbound-rtp' && s.kind === kind);
              const video = of('video');
              const audio = of('audio') ?? {};
              return { attempts: natcast.attempts, sameConnection: screenedConnection === natcast.connection,
                  state: natcast.connection.connectionState,
                  streams: all.filter(s => s.type === 'inbound-rtp').map(s => s.ssrc).sort().join(),
                  frames: video.framesDecoded, keyFrames: video.keyFramesDecoded, freezes: video.freezeCount,
                  frozen: video.totalFreezesDuration, dropped: video.framesDropped, plis: video.pliCount,
                  lost: video.packetsLost,
                  width: video.frameWidth, height: video.frameHeight, decoder: video.decoderImplementation ?? 'not told',
                  samples: audio.totalSamplesReceived, energy: audio.totalAudioEnergy };
            })()""";

    /**
     * A frame on the screen.
     *
     * @param at the time in milliseconds on the page's clock
     * @param presented the frames presented so far; a gap in it is a frame that the page could not sample
     * @param rgb the colour of the middle, 0xRRGGBB
     */
    public record Frame(double at, long rtpTimestamp, long presented, int rgb) {
        /** Whether each colour component differs from that of the given colour by at most 50. */
        boolean resembles(int other) {
            return near(rgb >> 16, other >> 16) && near(rgb >> 8, other >> 8) && near(rgb, other);
        }

        private static boolean near(int one, int other) {
            return Math.abs((one & 0xff) - (other & 0xff)) < 50;
        }
    }

    private final Chromium browser;

    private Screening(Chromium browser) {
        this.browser = browser;
    }

    /** Starts to record on a page that plays; the browser must allow scripts of tests. */
    public static Screening begin(Chromium browser) throws IOException, InterruptedException {
        browser.evaluate(BEGIN);
        return new Screening(browser);
    }

    public List<Frame> frames() throws IOException, InterruptedException {
        List<Frame> frames = new ArrayList<>();
        for (JsonNode frame : browser.evaluate("screened")) {
            frames.add(new Frame(
                    frame.get(0).asDouble(),
                    frame.get(1).asLong(),
                    frame.get(2).asLong(),
                    frame.get(3).asInt()));
        }
        return frames;
    }

    public JsonNode statistics() throws IOException, InterruptedException {
        return browser.evaluate(STATISTICS);
    }

    /** Waits until the given number of further frames has been shown and the last one has about this colour. */
    public void awaitColour(int rgb, int moreFrames, Duration limit) throws IOException, InterruptedException {
        int from = browser.evaluate("screened.length").asInt() + moreFrames;
        String near = "(shift => Math.abs((screened.at(-1)[3] >> shift & 255) - (" + rgb + " >> shift & 255)) < 50)";
        browser.await("screened.length >= " + from + " && [0, 8, 16].every" + near, limit);
    }

    /** Waits until the loudest tone has about this frequency; 0 means silence. */
    public void awaitTone(int hertz, Duration limit) throws IOException, InterruptedException {
        browser.await("Math.abs(hertz() - " + hertz + ") < 40", limit);
    }
}
