package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audio and pictures as a real browser plays them. */
class LipSyncTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Small enough to detect a wrong clock on any machine. The required offset is 40 ms, which the measurement lip-sync
     * checks on an idle machine; on a busy one the scheduling of the browser's threads alone varies by more.
     */
    private static final double MOST_MILLIS = 150;

    private Chromium browser;

    @BeforeEach
    void startBrowser() throws Exception {
        assumeTrue(
                Chromium.program().isPresent(),
                "no Chromium on the PATH (Debian: apt-get install chromium): lip-sync is not measured");
        browser = Chromium.start();
        browser.allowOwnScripts();
    }

    @AfterEach
    void endBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aFlashAndItsBeepComeTogether() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep();
                Streamer streamer = Streamer.builder()
                        .source(program.source())
                        .video(VideoSettings.defaults().withSize(320, 180).withBitrate(500_000))
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .build()) {
            streamer.start();
            PlayingPage.open(browser, streamer.address());
            assertThat(browser.evaluate("document.querySelector('#mute').hidden")
                            .asBoolean())
                    .as("the page hides its audio button")
                    .isFalse();
            LipSyncProbe probe = LipSyncProbe.install(browser);
            probe.read(8, PATIENCE);
            LipSyncProbe.Reading reading = probe.read(10, PATIENCE);
            JsonNode statistics = reading.statistics();
            System.out.println("beep after flash: " + reading);

            assertThat(statistics.get("codec").asText()).isEqualTo("audio/opus");
            assertThat(statistics.get("fmtp").asText()).contains("useinbandfec=1", "stereo=1");
            assertThat(statistics.get("energy").asDouble()).isPositive();
            assertThat(reading.heard()).hasSizeGreaterThan(5);
            assertThat(Math.abs(reading.heardMedian())).isLessThan(MOST_MILLIS);
        }
    }

    /** Between beeps there are three seconds in which no audio is pushed and almost nothing is sent. */
    @Test
    void aBeepAfterALongSilenceIsWhole() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep(3, false);
                Streamer streamer = Streamer.builder()
                        .source(program.source())
                        .video(VideoSettings.defaults().withSize(320, 180).withBitrate(500_000))
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .build()) {
            streamer.start();
            PlayingPage.open(browser, streamer.address());
            LipSyncProbe probe = LipSyncProbe.install(browser);
            LipSyncProbe.Reading first = probe.read(2, PATIENCE);
            LipSyncProbe.Reading last = probe.read(5, PATIENCE);
            List<Double> lengths = new ArrayList<>();
            browser.evaluate("lipSync.lengths.slice(-5)").forEach(length -> lengths.add(length.asDouble()));
            System.out.println("beeps of 200 ms after 3 s of silence: " + lengths + ", " + first.statistics() + " to "
                    + last.statistics());
            assertThat(lengths).hasSize(5);
            // A busy browser stretches or conceals some beeps; most have the pushed length.
            assertThat(lengths.stream().sorted().toList().get(2)).isBetween(190.0, 215.0);
        }
    }

    @Test
    void silenceHoldsNoPictureBack() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build()) {
            streamer.start();
            PlayingPage.open(browser, streamer.address());
            TimeUnit.SECONDS.sleep(5);
            JsonNode audio = browser.evaluate("""
                    natcast.connection.getStats().then(report =>
                        [...report.values()].filter(s => s.type === 'inbound-rtp' && s.kind === 'audio')
                            .map(s => s.packetsReceived))""");
            assertThat(audio).as("packets of a source without audio").allMatch(packets -> packets.asInt() == 0);
        }
    }
}
