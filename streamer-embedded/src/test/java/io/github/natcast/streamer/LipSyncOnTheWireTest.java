package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.natcast.streamer.browser.FlashAndBeep;
import io.github.natcast.streamer.internal.media.ffmpeg.FlashClip;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.Offers;
import io.github.natcast.streamer.whep.WhepViewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures and audio captured at one instant have the same time in RTP and RTCP, including the encoders' delays. The
 * test compares only timestamps, so a busy machine makes no difference.
 */
class LipSyncOnTheWireTest {
    private static final int SECONDS = 4;

    @TempDir
    private Path folder;

    @Test
    void aPushedFlashAndItsBeepHaveOneTime() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep()) {
            assertTogether(program.source());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void aFlashAndItsBeepInAFileHaveOneTime(String container) throws Exception {
        assertTogether(VideoSource.media(
                FlashClip.write(folder.resolve("clip." + container), 75, 3).toString()));
    }

    private static void assertTogether(VideoSource source) throws Exception {
        AudioSettings audio = AudioSettings.defaults().withDiscontinuousTransmission(false);
        try (Streamer streamer = Streamer.builder()
                .source(source)
                .video(VideoSettings.defaults().withSize(320, 180).withBitrate(500_000))
                .audio(audio)
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build()) {
            streamer.start();
            DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
            WhepViewer viewer = WhepViewer.connect(
                    HttpClient.newHttpClient(),
                    streamer.address(),
                    identity,
                    Offers.withAudio(identity.fingerprint().toString()));
            WireRecording recording = WireRecording.of(viewer.packets(), SECONDS, 1000 / audio.frameMillis());
            String metrics = metrics(streamer.address());
            viewer.leave();
            assertThat(metrics)
                    .contains("# HELP natcast_audio_viewers ", "# TYPE natcast_audio_viewers gauge\n")
                    .contains("\nnatcast_audio_viewers 1\n", "\nnatcast_audio_silences_total 0\n")
                    .containsPattern("\nnatcast_audio_packets_total [1-9]\\d\\d");
            List<Double> flashes = recording.flashes(102);
            List<Double> beeps = recording.beeps();
            assertThat(flashes).hasSizeGreaterThanOrEqualTo(SECONDS - 2);
            for (double beep : beeps.subList(1, beeps.size() - 1)) {
                assertThat(flashes).anySatisfy(flash -> assertThat(beep).isCloseTo(flash, within(1.0)));
            }
        }
    }

    private static String metrics(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address.resolve("metrics")).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
