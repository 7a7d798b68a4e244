package io.github.natcast.streamer.channels;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.ffmpeg.FlashClip;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.ChannelWatcher;
import io.github.natcast.streamer.whep.MarkedSource;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A channel for each session, made while its offer is answered: how long after the offer its standby clip is decoded at
 * the viewer, and how long after {@code show} its live source is.
 */
final class OnTheSpot {
    private static final int LIVE = 0b0101_0101;
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(300_000);

    private OnTheSpot() {}

    static void run(int sessions) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        Path folder = Files.createTempDirectory("natcast-channels");
        Path clip = FlashClip.write(folder.resolve("idle.mp4"), 50, 2);
        AtomicReference<Streamer> running = new AtomicReference<>();
        Admission admission = request -> {
            try {
                return Admission.watch(running.get()
                        .open(
                                request.session(),
                                ChannelSettings.of(VideoSource.pushed("nothing yet"))
                                        .withStandby(VideoSource.media(clip.toString()))
                                        .withVideo(SMALL)));
            } catch (StreamerException refused) {
                return Admission.refuse(503, "refused", String.valueOf(refused.getMessage()));
            }
        };
        List<Double> standby = new ArrayList<>();
        List<Double> live = new ArrayList<>();
        try (Streamer streamer =
                ChannelsMeasurement.builder().admission(admission).build()) {
            running.set(streamer);
            streamer.start();
            for (int i = 0; i < sessions; i++) {
                String name = "session-" + i;
                long offered = System.nanoTime();
                try (ChannelWatcher viewer = ChannelWatcher.join(http, streamer, identity, name)) {
                    viewer.next();
                    standby.add((System.nanoTime() - offered) / 1e6);
                    long asked = System.nanoTime();
                    streamer.channel(name).orElseThrow().show(new MarkedSource(LIVE, 320, 180));
                    viewer.await(picture -> MarkedSource.markOf(picture) == LIVE);
                    live.add((System.nanoTime() - asked) / 1e6);
                }
                streamer.channel(name).orElseThrow().close();
            }
        } finally {
            Files.deleteIfExists(clip);
            Files.deleteIfExists(folder);
        }
        say("from the offer to the standby clip's first picture", standby);
        say("from show to the live source's first picture", live);
    }

    private static void say(String what, List<Double> millis) {
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.0f ms, 95 %% %.0f ms, most %.0f ms, of %d%n",
                what,
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 95 / 100),
                millis.get(millis.size() - 1),
                millis.size());
    }
}
