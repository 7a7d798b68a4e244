package io.github.natcast.streamer.internal.media.source.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource.Playback;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients come, go, come back, come together, and err; on real sockets, with a clock in the test's hand. */
@Timeout(60)
final class FrameSocketSourceTest {
    private static final VideoSettings ANY = VideoSettings.defaults();

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong(1_000_000_000_000L);
    private final QueueSink sink = new QueueSink();
    private FrameSocketSource source;
    private Playback playback;

    @BeforeEach
    void listen() throws Exception {
        source = new FrameSocketSource(new FrameEndpoint.UnixPath(folder.resolve("frames")), clock::get);
        playback = source.start(ANY, sink);
    }

    @AfterEach
    void stop() {
        playback.close();
    }

    private TestClient client() throws IOException {
        return new TestClient(Objects.requireNonNull(source.address()));
    }

    private static ByteBuffer picture(int value) {
        return FrameBytes.picture(PixelFormat.RGB, 16, 8, value, value);
    }

    @Test
    void picturesAndAudioComeAsTheyWereSent() throws Exception {
        try (TestClient client = client()) {
            assertThat(client.reply()).isEqualTo("1 ");
            client.send(picture(5));
            client.send(FrameBytes.audio(1, 6, (short) 16_384));

            assertThat(sink.next()).isEqualTo("16x8 RGB of 5 at 5");
            assertThat(sink.next()).isEqualTo("audio [0.5] at 6");
        }
    }

    @Test
    void aClientComesBackAtAnyTimeAndWhatItLeftUnfinishedIsForgotten() throws Exception {
        for (int round = 1; round <= 20; round++) {
            try (TestClient client = client()) {
                assertThat(client.reply()).isEqualTo("1 ");
                client.send(picture(round));
                assertThat(sink.next()).isEqualTo("16x8 RGB of " + round + " at " + round);
                client.send(picture(99).slice(0, 100));
            }
        }
        assertThat(sink.failure()).isNull();
    }

    @Test
    void aSecondClientIsSentAwayWhileTheFirstDelivers() throws Exception {
        try (TestClient first = client()) {
            first.reply();
            first.send(picture(1));
            sink.next();
            clock.addAndGet(FrameServer.SILENT_NANOS - 1);
            try (TestClient second = client()) {
                assertThat(second.reply())
                        .isEqualTo("3 another client delivers; its place is free when it has gone, or has sent"
                                + " nothing for two seconds");
                assertThat(second.isClosedByServer()).isTrue();
            }
            first.send(picture(2));
            assertThat(sink.next()).isEqualTo("16x8 RGB of 2 at 2");
        }
    }

    @Test
    void aSecondClientTakesThePlaceOfASilentOne() throws Exception {
        try (TestClient first = client()) {
            first.reply();
            first.send(picture(1));
            sink.next();
            clock.addAndGet(2 * FrameServer.SILENT_NANOS);
            try (TestClient second = client()) {
                assertThat(second.reply()).isEqualTo("1 ");
                second.send(picture(2));
                assertThat(sink.next()).isEqualTo("16x8 RGB of 2 at 2");
            }
            assertThat(first.reply())
                    .isEqualTo("3 another client has come, and this one has sent nothing for two seconds");
            assertThat(first.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aClientThatErrsIsToldWhyAndTheNextOneIsTaken() throws Exception {
        try (TestClient client = client()) {
            client.reply();
            client.send(FrameBytes.header(1, 4, 16, 8, 0, 383, 0));
            assertThat(client.reply())
                    .isEqualTo("4 the length 383 of a 16x8 RGB picture with a stride of 48 must be 384 bytes");
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (TestClient client = client()) {
            assertThat(client.reply()).isEqualTo("1 ");
        }
    }

    /** A web browser, or a port scanner. */
    @Test
    void whoeverSpeaksAnotherProtocolIsToldThisOne() throws Exception {
        try (TestClient client = client()) {
            client.reply();
            client.send(ByteBuffer.wrap(
                    "GET / HTTP/1.1\r\nHost: localhost:9100\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            assertThat(client.reply()).startsWith("4 a frame begins with the bytes 47 45 54 20 instead of NCFS");
        }
    }

    @Test
    void aClientIsToldWhetherSomebodyWatches() throws Exception {
        playback.setActive(false);
        try (TestClient client = client()) {
            assertThat(client.reply()).isEqualTo("2 ");
            playback.setActive(true);
            assertThat(client.reply()).isEqualTo("1 ");
            playback.setActive(false);
            assertThat(client.reply()).isEqualTo("2 ");
            client.send(FrameBytes.audio(1, 6, (short) 16_384));
            client.send(picture(3));
            assertThat(sink.next())
                    .as("a picture for the next viewer, no audio")
                    .isEqualTo("16x8 RGB of 3 at 3");
        }
    }

    @Test
    void playbacksOfOneSourceShareItsSocketAndTheLastOneClosesIt() throws Exception {
        QueueSink other = new QueueSink();
        Playback second = source.start(ANY, other);
        playback.close();
        try (TestClient client = client()) {
            assertThat(client.reply()).isEqualTo("1 ");
            client.send(picture(4));
            assertThat(other.next()).isEqualTo("16x8 RGB of 4 at 4");
            assertThat(sink.isEmpty()).isTrue();

            second.close();
            second.close();
            assertThat(client.reply()).isEqualTo("3 the source is being closed");
        }
        assertThat(source.address()).isNull();
        assertThat(folder.resolve("frames")).doesNotExist();
        playback = source.start(ANY, sink);
        try (TestClient client = client()) {
            assertThat(client.reply()).isEqualTo("1 ");
        }
    }

    @Test
    void anotherSourceOnTheSamePathIsRefusedInWords() {
        FrameSocketSource another =
                new FrameSocketSource(folder.resolve("frames").toString());

        assertThatThrownBy(() -> another.start(ANY, new QueueSink()))
                .hasMessage("source frames:unix:" + folder.resolve("frames") + " cannot listen: another process"
                        + " listens on " + folder.resolve("frames") + "; stop it, or choose another path");
    }

    /** The sink is where the streamer's own mistakes surface: the source fails once, in words, and can start again. */
    @Test
    void aSinkThatThrowsEndsThePlaybackAndNotTheSource() throws Exception {
        sink.throwsOnPicture = true;
        try (TestClient client = client()) {
            client.reply();
            client.send(picture(1));
            assertThat(sink.next()).isEqualTo("failed");
            assertThat(sink.failure()).contains("thrown by the test");
        }
        sink.throwsOnPicture = false;
        Playback again = source.start(ANY, sink);
        playback.close();
        playback = again;
        try (TestClient client = client()) {
            client.reply();
            client.send(picture(2));
            assertThat(sink.next()).isEqualTo("16x8 RGB of 2 at 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0"})
    void tcpIsTheSame(String host) throws Exception {
        FrameSocketSource tcp = new FrameSocketSource(new FrameEndpoint.Tcp(host, 0), clock::get);
        QueueSink tcpSink = new QueueSink();
        try (Playback playing = tcp.start(ANY, tcpSink);
                TestClient client = new TestClient(Objects.requireNonNull(tcp.address()))) {
            playing.setActive(true);
            assertThat(client.reply()).isEqualTo("1 ");
            client.send(picture(8));
            assertThat(tcpSink.next()).isEqualTo("16x8 RGB of 8 at 8");
            client.send(FrameBytes.header(3, 4, 16, 8, 0, 383, 0));
            assertThat(client.reply()).isEqualTo("4 kind 3 is not known; 1 is video and 2 is audio");
        }
    }

    @Test
    void aHostThatIsUnknownIsNamed() {
        FrameSocketSource tcp = new FrameSocketSource("tcp:no-such-host.invalid:9100");

        assertThatThrownBy(() -> tcp.start(ANY, new QueueSink()))
                .hasMessage("source frames:tcp:no-such-host.invalid:9100 cannot listen: the host"
                        + " \"no-such-host.invalid\" is not known");
    }
}
