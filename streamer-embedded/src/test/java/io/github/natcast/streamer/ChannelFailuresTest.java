package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.ChannelWatcher;
import io.github.natcast.streamer.whep.MarkedSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A channel's failure is its own: beside each channel that fails, a healthy one goes on. */
@Timeout(120)
final class ChannelFailuresTest {
    private static final int BROKEN_HEIGHT = 178;
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(300_000).withRenditions(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private final Watched encoders = new Watched();

    /** FFmpeg's encoders, of which none opens for pictures of one height. */
    private static final class Watched implements EncoderFactory {
        private final EncoderFactory ffmpeg;
        private final AtomicInteger openedSmall = new AtomicInteger();

        Watched() {
            try {
                ffmpeg = new FfmpegEncoders();
            } catch (FfmpegMissingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public VideoDecoder openDecoder(VideoCodec codec) throws EncoderException {
            return ffmpeg.openDecoder(codec);
        }

        @Override
        public List<String> candidates(EncodingFormat format) {
            return ffmpeg.candidates(format);
        }

        @Override
        public VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException {
            if (settings.height() == BROKEN_HEIGHT) {
                throw new EncoderException(name + ": no such height");
            }
            VideoEncoder opened = ffmpeg.open(name, format, settings);
            openedSmall.addAndGet(settings.height() == SMALL.height() ? 1 : 0);
            return opened;
        }
    }

    private StreamerBuilder builder() {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .codecs(List.of(VideoCodec.H264))
                .video(SMALL.withSize(160, 90));
    }

    private ChannelWatcher watch(Streamer streamer, String session) throws Exception {
        return ChannelWatcher.join(http, streamer, identity, session);
    }

    private static ChannelSettings marked(int mark) {
        return ChannelSettings.of(new MarkedSource(mark, 320, 180)).withVideo(SMALL);
    }

    @Test
    void aSourceThatDiesAnEncoderThatCannotOpenAndAListenerThatThrowsTouchNoOtherChannel() throws Exception {
        CountDownLatch thrown = new CountDownLatch(2);
        StreamerListener throwing = new StreamerListener() {
            @Override
            public void onViewerConnected(Viewer viewer) {
                thrown.countDown();
                throw new IllegalStateException("the listener's own fault");
            }
        };
        try (Streamer streamer = builder().listener(throwing).build(() -> encoders)) {
            streamer.start();
            streamer.open("healthy", marked(200));
            PushVideoSource dying = VideoSource.pushed("dying");
            streamer.open("dying", ChannelSettings.of(dying).withVideo(SMALL));
            streamer.open(
                    "unencodable",
                    ChannelSettings.of(new MarkedSource(3, 320, 180)).withVideo(SMALL.withSize(320, BROKEN_HEIGHT)));
            try (ChannelWatcher healthy = watch(streamer, "healthy");
                    ChannelWatcher nothing = watch(streamer, "unencodable")) {
                assertThat(MarkedSource.markOf(healthy.next())).isEqualTo(200);
                dying.fail("the camera was unplugged");
                for (int picture = 0; picture < 50; picture++) {
                    assertThat(MarkedSource.markOf(healthy.next())).isEqualTo(200);
                }
                assertThat(thrown.await(20, TimeUnit.SECONDS))
                        .as("the listener threw")
                        .isTrue();
                assertThat(streamer.channels()).extracting(Channel::isOpen).containsOnly(true);
                streamer.channel("unencodable").orElseThrow().close();
                assertThat(MarkedSource.markOf(healthy.next())).isEqualTo(200);
                assertThat(nothing).isNotNull();
            }
        }
    }

    /** The source plays all the time, as a camera does; its pictures are encoded for viewers alone. */
    @Test
    void nothingIsEncodedUntilSomebodyWatches() throws Exception {
        try (Streamer streamer = builder().build(() -> encoders)) {
            streamer.start();
            long before = encoderThreads();
            Channel channel = streamer.open("live source", marked(7));
            channel.show(new MarkedSource(8, 320, 180)).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(encoders.openedSmall).hasValue(0);
            assertThat(encoderThreads()).as("threads of encoders").isEqualTo(before);
            try (ChannelWatcher viewer = watch(streamer, "live%20source")) {
                assertThat(MarkedSource.markOf(viewer.next())).isEqualTo(8);
                assertThat(encoders.openedSmall).hasValue(1);
            }
        }
    }

    private static long encoderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("natcast-encoder"))
                .count();
    }

    /** The default channel's encoder is open from the start. */
    @Test
    void anOfferThatNeedsOneEncoderTooManyIsRefused() throws Exception {
        try (Streamer streamer = builder().maximumEncoders(2).build(() -> encoders)) {
            streamer.start();
            streamer.open("first", marked(1));
            streamer.open("second", marked(2));
            try (ChannelWatcher one = watch(streamer, "first");
                    ChannelWatcher other = watch(streamer, "live")) {
                assertThat(MarkedSource.markOf(one.next())).isEqualTo(1);
                other.next();
                assertThatThrownBy(() -> watch(streamer, "second"))
                        .hasMessageContainingAll("503", "no_encoder_free", "all 2 video encoders", "maximumEncoders");
                try (ChannelWatcher again = watch(streamer, "first")) {
                    assertThat(MarkedSource.markOf(again.next())).isEqualTo(1);
                }
            }
            streamer.channel("first").orElseThrow().close();
            try (ChannelWatcher second = watchWhenFreed(streamer, "second")) {
                assertThat(MarkedSource.markOf(second.next())).isEqualTo(2);
            }
        }
    }

    /** Half a minute is for the next viewer of the same channel; it must not keep other channels' viewers out. */
    @Test
    void anEncoderThatNobodyNeedsGivesWay() throws Exception {
        try (Streamer streamer = builder().maximumEncoders(2).build(() -> encoders)) {
            streamer.start();
            for (int mark = 1; mark <= 3; mark++) {
                streamer.open("channel-" + mark, marked(mark));
                try (ChannelWatcher viewer = watchWhenFreed(streamer, "channel-" + mark)) {
                    assertThat(MarkedSource.markOf(viewer.next())).isEqualTo(mark);
                }
            }
        }
    }

    /** A closed channel's encoder is closed some milliseconds later. */
    private ChannelWatcher watchWhenFreed(Streamer streamer, String session) throws Exception {
        for (int i = 0; ; i++) {
            try {
                return watch(streamer, session);
            } catch (IOException refused) {
                if (i == 200) {
                    throw refused;
                }
                Thread.sleep(50);
            }
        }
    }
}
