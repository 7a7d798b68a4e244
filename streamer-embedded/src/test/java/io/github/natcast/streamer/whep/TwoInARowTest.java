package io.github.natcast.streamer.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.browser.FlashAndBeep;
import io.github.natcast.streamer.browser.UdpRelay;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A streamer that plays from another by WHEP: what it sends is what the other encoded, byte for byte. */
@Timeout(120)
final class TwoInARowTest {
    private static final int ORIGIN = 77;
    private static final int STANDBY = 8;
    private static final int AFTER = 200;
    private static final int UNITS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());

    private static StreamerBuilder streamer(int mark) {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .rehearse(false)
                .video(VideoSettings.defaults().withSize(320, 180).withBitrate(300_000))
                .audio(AudioSettings.disabled())
                .source(new MarkedSource(mark, 320, 180));
    }

    private static WhepSource from(URI address) {
        return WhepSource.of(address.resolve("whep/live"));
    }

    private static List<String> units(ChannelWatcher watcher, int count) throws Exception {
        List<String> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(HexFormat.of().formatHex(watcher.nextUnit()));
        }
        return units;
    }

    @Test
    void theSecondSendsTheBytesOfTheFirst() throws Exception {
        try (Streamer origin = streamer(0).source(VideoSource.testPattern()).build();
                Streamer second = streamer(STANDBY).build()) {
            origin.start();
            second.start();
            second.show(from(origin.address())).toCompletableFuture().get(30, TimeUnit.SECONDS);

            try (ChannelWatcher first = ChannelWatcher.join(http, origin, identity, "first");
                    ChannelWatcher last = ChannelWatcher.join(http, second, identity, "last")) {
                List<String> sent = units(first, UNITS);
                List<String> received = units(last, UNITS);
                int offset = sent.indexOf(received.get(0));
                int other = received.indexOf(sent.get(0));

                assertThat(Math.max(offset, other)).as("they overlap").isNotNegative();
                int length = UNITS - Math.max(offset, other);
                assertThat(received.subList(Math.max(0, other), Math.max(0, other) + length))
                        .isEqualTo(sent.subList(Math.max(0, offset), Math.max(0, offset) + length));
            }
        }
    }

    /** The origin's port is the same before and after; a process that is killed says no goodbye. */
    @Test
    void itComesBackWhenTheFirstHasRestarted() throws Exception {
        try (Streamer second = streamer(STANDBY).build()) {
            second.start();
            Streamer before = streamer(ORIGIN).build();
            before.start();
            URI address = before.address();
            second.show(from(address)).toCompletableFuture().get(30, TimeUnit.SECONDS);
            try (ChannelWatcher viewer = ChannelWatcher.join(http, second, identity, "last")) {
                viewer.await(picture -> MarkedSource.markOf(picture) == ORIGIN);

                before.close();
                viewer.await(picture -> MarkedSource.markOf(picture) == STANDBY);
                try (Streamer after =
                        streamer(AFTER).httpPort(address.getPort()).build()) {
                    after.start();
                    viewer.await(picture -> MarkedSource.markOf(picture) == AFTER);
                }
            }
        }
    }

    @Test
    void aServerThatIsNotThereYetIsWaitedFor() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Streamer second = streamer(STANDBY).build()) {
            second.start();
            var shown = second.show(from(URI.create("http://127.0.0.1:" + port + "/")));
            try (Streamer origin = streamer(ORIGIN).httpPort(port).build()) {
                origin.start();
                shown.toCompletableFuture().get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aRefusalIsFinalAndSaysWhy() throws Exception {
        try (Streamer origin = streamer(ORIGIN)
                        .admission(request -> Admission.refuse(403, "not_for_you", "this is for others"))
                        .build();
                Streamer second = streamer(STANDBY).build()) {
            origin.start();
            second.start();
            WhepSource source = from(origin.address());

            assertThatThrownBy(() -> second.show(source).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(MediaSourceException.class)
                    .rootCause()
                    .hasMessageContaining("is refused: http://127.0.0.1:")
                    .hasMessageContaining("answers 403");
            assertThat(source.isRestartable()).isFalse();
            try (ChannelWatcher viewer = ChannelWatcher.join(http, second, identity, "last")) {
                assertThat(MarkedSource.markOf(viewer.next())).isEqualTo(STANDBY);
            }
        }
    }

    /** A way that loses one packet in twenty, and then all for a while, as when a network fails. */
    @Test
    void losesNoPictureForGoodAndComesBackAfterAnOutage() throws Exception {
        try (UdpRelay way = new UdpRelay(InetAddress.getByAddress(new byte[] {127, 0, 0, 4}));
                Streamer origin =
                        streamer(ORIGIN).publicAddress("127.0.0.4", way.port()).build();
                Streamer second = streamer(STANDBY).build()) {
            origin.start();
            way.deliverTo(origin.mediaAddresses().get(0));
            way.loseOneOf(20);
            second.start();
            second.show(from(origin.address())).toCompletableFuture().get(30, TimeUnit.SECONDS);
            try (ChannelWatcher viewer = ChannelWatcher.join(http, second, identity, "last")) {
                viewer.await(picture -> MarkedSource.markOf(picture) == ORIGIN);
                for (int i = 0; i < 2 * UNITS; i++) {
                    assertThat(MarkedSource.markOf(viewer.next()))
                            .as("never broken, never the standby")
                            .isEqualTo(ORIGIN);
                }

                way.interrupt(true);
                viewer.await(picture -> MarkedSource.markOf(picture) == STANDBY);
                way.interrupt(false);
                viewer.await(picture -> MarkedSource.markOf(picture) == ORIGIN);
            }
        }
    }

    /** Sound and pictures of one moment have one capture time, whatever clock their timestamps count by. */
    @Test
    void soundComesAsOpusAndInStep() throws Exception {
        BlockingQueue<Long> pictures = new LinkedBlockingQueue<>();
        BlockingQueue<Long> packets = new LinkedBlockingQueue<>();
        try (FlashAndBeep program = new FlashAndBeep();
                Streamer origin = streamer(ORIGIN)
                        .source(program.source())
                        .audio(AudioSettings.defaults())
                        .build()) {
            origin.start();
            try (VideoSource.Playback playing =
                    from(origin.address()).start(VideoSettings.defaults(), collecting(pictures, packets))) {
                long last = 0;
                for (int i = 0; i < UNITS; i++) {
                    long captured = Objects.requireNonNull(packets.poll(30, TimeUnit.SECONDS), "no sound came");
                    assertThat(i == 0 || captured - last > 0).as("times go on").isTrue();
                    last = captured;
                }
                Long picture = null;
                while (picture == null || picture - last < 0) {
                    picture = Objects.requireNonNull(pictures.poll(30, TimeUnit.SECONDS), "no picture came");
                }
                assertThat(Duration.ofNanos(picture - last)).isLessThan(Duration.ofSeconds(2));
                assertThat(playing.requestKeyFrame()).isTrue();
            }
        }
    }

    private static MediaSink collecting(BlockingQueue<Long> pictures, BlockingQueue<Long> packets) {
        return new MediaSink() {
            @Override
            public void onVideo(VideoFrame frame) {
                frame.release();
            }

            @Override
            public void onEncoded(EncodedUnit unit) {
                pictures.add(unit.captureTimeNanos());
            }

            @Override
            public void onOpus(byte[] packet, long captureTimeNanos) {
                packets.add(captureTimeNanos);
            }

            @Override
            public void onEnd() {}

            @Override
            public void onFailure(MediaSourceException failure) {}
        };
    }
}
