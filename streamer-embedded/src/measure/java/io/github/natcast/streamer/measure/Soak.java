package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.internal.media.ffmpeg.FlashClip;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A looped clip in real time for {@code measure.soak.minutes}. One browser plays it throughout, one viewer compares
 * timestamps with the clock, others come and go. Prints readings every minute and slopes at the end.
 */
final class Soak implements Measurement {
    /** The video ends 20 ms after the audio, and neither is a whole number of the audio encoder's frames. */
    private static final int PICTURES = 183;

    private static final double SECONDS_OF_SOUND = 7.3;
    /** Codecs open, code warms up, the browser brings audio and video into step. */
    private static final int SETTLING_SECONDS = 60;

    private static final long JOIN_PAUSE_MILLIS = 2_500;
    private static final int MINUTES_PER_COLLECTION = 5;
    /** A small heap soon shows what is kept. */
    private static final List<String> JVM =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    @Override
    public List<Finding> run() throws Exception {
        int minutes = Integer.getInteger("measure.soak.minutes", 10);
        Path folder = Files.createTempDirectory("natcast-soak");
        Path clip = FlashClip.write(folder.resolve("flash.mp4"), PICTURES, SECONDS_OF_SOUND);
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        HttpClient http = HttpClient.newHttpClient();
        List<Finding> findings = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(JVM, MeasuredServer.PLAY, clip.toString());
                Chromium browser = Chromium.start()) {
            AudioAndVideo page = AudioAndVideo.watch(browser, server.address());
            try (TimestampWatch watch = TimestampWatch.start(http, server.address(), identity);
                    ComingAndGoing guests = new ComingAndGoing(http, server.address(), identity, JOIN_PAUSE_MILLIS)) {
                TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
                SoakReadings readings = new SoakReadings(minutes, page.read(), CpuTime.of(server.pid()));
                watch.videoMillis();
                watch.audioMillis();
                System.err.println(SoakReadings.HEADER);
                for (int minute = 1; minute <= minutes; minute++) {
                    TimeUnit.MILLISECONDS.sleep(readings.millisToMinute(minute));
                    System.err.println(read(readings, minute, server, page, watch, guests));
                }
                findings.addAll(readings.findings());
                findings.add(new Finding(
                        "viewers that came and went, and that could not join",
                        guests.joined() + " and " + guests.refused(),
                        "all join",
                        guests.refused() == 0));
            } catch (IOException | AssertionError e) {
                findings.add(new Finding("the soak", "broke off: " + e, "goes to its end", false));
            }
        } finally {
            Files.deleteIfExists(clip);
            Files.deleteIfExists(folder);
        }
        return findings;
    }

    private static String read(
            SoakReadings readings,
            int minute,
            ServerProcess server,
            AudioAndVideo page,
            TimestampWatch watch,
            ComingAndGoing guests)
            throws IOException, InterruptedException {
        boolean collected = minute == 1 || minute % MINUTES_PER_COLLECTION == 0;
        return readings.add(
                page.read(),
                collected ? server.held() : server.peek(),
                collected,
                ProcessMemory.of(server.pid()),
                CpuTime.of(server.pid()),
                watch.videoMillis(),
                watch.audioMillis(),
                guests.joined(),
                Integer.parseInt(server.ask("viewers")));
    }
}
