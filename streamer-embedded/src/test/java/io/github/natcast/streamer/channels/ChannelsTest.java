package io.github.natcast.streamer.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.media.ffmpeg.TestDecoder;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.ChannelWatcher;
import io.github.natcast.streamer.whep.MarkedSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What channels do for programs and viewers: each viewer sees its channel's pictures, decoded at a real receiver. */
@Timeout(120)
final class ChannelsTest {
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(300_000);
    private static final int DEFAULT = 1;
    private static final int MAXIMUM_CHANNELS = 4;
    private static final AtomicReference<Admission> ADMISSION = new AtomicReference<>();
    private static final Admission BY_NAME = request -> Admission.watch(request.session());

    private static final BlockingQueue<String> ENDED = new LinkedBlockingQueue<>();
    private static final StreamerListener LISTENER = new StreamerListener() {
        @Override
        public void onViewerClosed(Viewer viewer, String reason) {
            if (viewer.channel().equals("ending")) {
                ENDED.add(viewer.id() + " " + reason);
            }
        }
    };

    private static Streamer streamer;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);

    @BeforeAll
    static void start() throws Exception {
        streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(SMALL)
                .source(new MarkedSource(DEFAULT, 320, 180))
                .maximumChannels(MAXIMUM_CHANNELS)
                .listener(LISTENER)
                .admission(request -> ADMISSION.get().decide(request))
                .build();
        streamer.start();
    }

    @AfterAll
    static void stop() {
        streamer.close();
    }

    @AfterEach
    void closeChannels() {
        ADMISSION.set(BY_NAME);
        streamer.channels().stream()
                .filter(channel -> !channel.name().equals(Channel.DEFAULT_NAME))
                .forEach(Channel::close);
    }

    static {
        ADMISSION.set(BY_NAME);
    }

    private static ChannelSettings marked(int mark) {
        return ChannelSettings.of(new MarkedSource(mark, 320, 180)).withVideo(SMALL);
    }

    private ChannelWatcher watch(String session) throws Exception {
        return ChannelWatcher.join(http, streamer, identity, session);
    }

    @Test
    void eachViewerSeesItsOwnChannel() throws Exception {
        streamer.open("room 7", marked(77));
        streamer.open("room-8", marked(88));
        try (ChannelWatcher seven = watch("room%207");
                ChannelWatcher eight = watch("room-8");
                ChannelWatcher live = watch("live")) {
            for (int picture = 0; picture < 20; picture++) {
                assertThat(MarkedSource.markOf(seven.next())).isEqualTo(77);
                assertThat(MarkedSource.markOf(eight.next())).isEqualTo(88);
                assertThat(MarkedSource.markOf(live.next())).isEqualTo(DEFAULT);
            }
            assertThat(streamer.channel("room 7").orElseThrow().viewers())
                    .singleElement()
                    .extracting(Viewer::channel, Viewer::session)
                    .containsExactly("room 7", "room 7");
            assertThat(streamer.viewers()).hasSize(3);
        }
    }

    @Test
    void theProgramMakesAChannelOnTheSpotAndTheViewerCarriesItsAttachment() throws Exception {
        ADMISSION.set(request -> {
            try {
                return Admission.watch(streamer.open(request.session(), marked(42)))
                        .with("for " + request.session());
            } catch (StreamerException refused) {
                return Admission.refuse(503, "full", String.valueOf(refused.getMessage()));
            }
        });
        try (ChannelWatcher viewer = watch("made")) {
            assertThat(MarkedSource.markOf(viewer.next())).isEqualTo(42);
            assertThat(streamer.channel("made").orElseThrow().viewers())
                    .singleElement()
                    .satisfies(one -> assertThat(one.attachment()).contains("for made"));
        }
    }

    @Test
    void whatTheAdmissionThrowsRefusesThatViewerAlone() throws Exception {
        ADMISSION.set(request -> {
            throw new IllegalStateException("database down");
        });
        assertThatThrownBy(() -> watch("live"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503", "admission_failed")
                .hasMessageNotContaining("database");
        ADMISSION.set(BY_NAME);
        try (ChannelWatcher viewer = watch("live")) {
            assertThat(MarkedSource.markOf(viewer.next())).isEqualTo(DEFAULT);
        }
    }

    @Test
    void whoAsksForNoOpenChannelIsTold() {
        assertThatThrownBy(() -> watch("nowhere")).hasMessageContainingAll("404", "no_such_channel", "nowhere");
    }

    @Test
    void namesAreUniqueAndHarmless() throws Exception {
        Channel first = streamer.open("twice", marked(2));
        assertThatThrownBy(() -> streamer.open("twice", marked(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a channel named \"twice\" is open already");
        assertThatThrownBy(() -> streamer.open("two\nlines", marked(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 128 bytes");
        assertThatThrownBy(() -> streamer.open("live", marked(3))).isInstanceOf(IllegalArgumentException.class);
        first.close();
        assertThat(first.isOpen()).isFalse();
        assertThat(streamer.channel("twice")).isEmpty();
        streamer.open("twice", marked(4));
    }

    @Test
    void thereAreNoMoreChannelsThanTheLimit() throws Exception {
        for (int i = 1; i < MAXIMUM_CHANNELS; i++) {
            streamer.open("channel " + i, marked(i));
        }
        assertThatThrownBy(() -> streamer.open("one more", marked(9)))
                .isInstanceOf(StreamerException.class)
                .hasMessage("all 4 channels are open; close one, or raise the streamer's maximumChannels");
        streamer.channel("channel 1").orElseThrow().close();
        streamer.open("one more", marked(9));
        assertThat(streamer.channels())
                .extracting(Channel::name)
                .containsExactly("live", "channel 2", "channel 3", "one more");
    }

    @Test
    void aChannelLimitsItsOwnViewers() throws Exception {
        Channel small = streamer.open("small", marked(5).withMaximumViewers(1));
        try (ChannelWatcher only = watch("small")) {
            assertThat(MarkedSource.markOf(only.next())).isEqualTo(5);
            assertThatThrownBy(() -> watch("small"))
                    .hasMessageContainingAll("503", "All 1 places of this channel are taken", "maximumViewers");
            small.maximumViewers(2);
            watch("small").close();
            assertThat(small.settings().maximumViewers()).hasValue(2);
        }
    }

    @Test
    void aSourceThatRefusesOpensNoChannel() {
        assertThatThrownBy(() -> streamer.open("broken", ChannelSettings.of(VideoSource.media("/no/such/file.mp4"))))
                .isInstanceOf(StreamerException.class)
                .hasMessageContaining("/no/such/file.mp4");
        assertThat(streamer.channel("broken")).isEmpty();
    }

    @Test
    void showTellsWhenTheFirstPictureIsOnAirAndWhyItWillNotBe() throws Exception {
        Channel channel = streamer.open("shows", marked(10));
        channel.show(new MarkedSource(11, 320, 180)).toCompletableFuture().get(20, TimeUnit.SECONDS);
        try (ChannelWatcher viewer = watch("shows")) {
            assertThat(MarkedSource.markOf(viewer.next())).isEqualTo(11);
        }
        var silent = channel.show(VideoSource.pushed("silent")).toCompletableFuture();
        var broken = channel.show(VideoSource.media("/no/such/file.mp4")).toCompletableFuture();
        assertThatThrownBy(silent::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(MediaSourceException.class)
                .hasMessage("silent is not shown: another source was asked for");
        assertThatThrownBy(broken::join).cause().hasMessageContaining("/no/such/file.mp4");
        var late = channel.show(VideoSource.pushed("late")).toCompletableFuture();
        channel.close();
        assertThatThrownBy(late::join).cause().hasMessage("late is not shown: its channel was closed");
        assertThatThrownBy(() -> channel.show(VideoSource.testPattern()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the channel \"shows\" is closed");
    }

    @Test
    void sizeAndBitrateChangeWhileAViewerWatches() throws Exception {
        Channel channel = streamer.open("changing", marked(99));
        try (ChannelWatcher viewer = watch("changing")) {
            assertThat(viewer.next().width()).isEqualTo(320);

            channel.video(SMALL.withBitrate(900_000));
            assertThat(viewer.next().width()).isEqualTo(320);
            channel.video(SMALL.withSize(640, 360).withBitrate(900_000));

            TestDecoder.Picture larger = viewer.await(picture -> picture.width() == 640);
            assertThat(MarkedSource.markOf(larger)).isEqualTo(99);
            assertThat(larger.height()).isEqualTo(360);
            assertThat(channel.settings().video().width()).isEqualTo(640);
            assertThat(channel.viewers()
                            .get(0)
                            .stats()
                            .orElseThrow()
                            .rendition()
                            .width())
                    .isEqualTo(640);
            assertThat(channel.viewers().get(0).stats().orElseThrow().targetBitrate())
                    .isEqualTo(900_000);
        }
        assertThatThrownBy(() -> channel.video(SMALL.withEncoder("libvpx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("only size, frame rate and bitrates", "changing", "libvpx");
    }

    @Test
    void closingEndsItsViewersWithTheReasonAndNobodyElse() throws Exception {
        Channel ending = streamer.open("ending", marked(20));
        try (ChannelWatcher told = watch("ending");
                ChannelWatcher live = watch("live")) {
            told.next();
            Viewer viewer = ending.viewers().get(0);

            ending.close("the conversation is over");
            ending.close("once more");

            assertThat(ENDED.poll(20, TimeUnit.SECONDS)).isEqualTo(viewer.id() + " the conversation is over");
            assertThat(ending.viewers()).isEmpty();
            assertThat(streamer.viewers()).extracting(Viewer::channel).containsExactly("live");
            assertThat(MarkedSource.markOf(live.next())).isEqualTo(DEFAULT);
            assertThatThrownBy(() -> watch("ending")).hasMessageContainingAll("404", "no_such_channel");
        }
    }

    @Test
    void theDefaultChannelStaysAsLongAsItsStreamer() {
        Channel live = streamer.channel(Channel.DEFAULT_NAME).orElseThrow();
        assertThatThrownBy(live::close).isInstanceOf(IllegalStateException.class);
        assertThat(live.isOpen()).isTrue();
    }
}
