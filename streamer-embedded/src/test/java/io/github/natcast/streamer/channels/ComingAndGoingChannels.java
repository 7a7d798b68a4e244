package io.github.natcast.streamer.channels;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.ChannelWatcher;
import io.github.natcast.streamer.whep.MarkedSource;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Opens and closes channels, each with a source, a standby, a change between them and, now and then, a viewer who is
 * still there when the channel is closed. Confined to one thread.
 */
final class ComingAndGoingChannels {
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(160, 90).withBitrate(100_000).withFramesPerSecond(10);
    private static final int GOING_MILLIS = 20_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private final Streamer streamer;
    private final List<WeakReference<Channel>> closed = new ArrayList<>();

    ComingAndGoingChannels(Streamer streamer) {
        this.streamer = streamer;
    }

    /** @param watchedEach every how many channels one is watched */
    void run(int rounds, int watchedEach) throws Exception {
        for (int round = 0; round < rounds; round++) {
            String name = "channel " + round;
            Channel channel = streamer.open(
                    name,
                    ChannelSettings.of(new MarkedSource(round % 256, 160, 90))
                            .withStandby(VideoSource.testPattern())
                            .withVideo(SMALL));
            if (round % watchedEach == 0) {
                channel.show(new MarkedSource(255 - round % 256, 160, 90))
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
                try (ChannelWatcher viewer = ChannelWatcher.join(http, streamer, identity, "channel%20" + round)) {
                    viewer.next();
                    channel.close();
                }
            } else {
                channel.close();
            }
            closed.add(new WeakReference<>(channel));
        }
    }

    /** Waits until the collector has found every closed channel unused; returns how many are still held. */
    int stillHeld() throws InterruptedException {
        for (int waited = 0; waited < GOING_MILLIS; waited += 50) {
            System.gc();
            closed.removeIf(channel -> channel.get() == null);
            if (closed.isEmpty()) {
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return closed.size();
    }
}
