package io.github.natcast.streamer.internal.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.EncodedVideoSource;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.switching.FakeTasks;
import io.github.natcast.streamer.internal.transport.Resources;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units that a source has encoded are handed on as they are, and re-encoded for those who cannot play them. */
final class CopyingTest {
    private static final EncodingFormat VP8 = EncodingFormat.of(VideoCodec.VP8);
    private static final long FRAME = 40_000_000L;

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final FakeEncoders encoders = new FakeEncoders("cpu");
    private final FakeTasks tasks = new FakeTasks(now);
    private final HandSource standby = new HandSource("standby");
    private final EncodedVideoSource camera = new EncodedVideoSource("camera", VideoCodec.VP8);
    private final AtomicInteger requests = new AtomicInteger();
    private final FrameQueue frames = new FrameQueue();
    private final MediaPipeline pipeline = new MediaPipeline(
            VideoSettings.defaults(),
            encoders,
            Optional.empty(),
            Duration.ofSeconds(2),
            now::get,
            tasks,
            event -> {},
            event -> {});

    @BeforeEach
    void start() throws Exception {
        pipeline.sources().start(standby);
        standby.send(now.get());
    }

    @AfterEach
    void nothingIsLeftOpen() {
        pipeline.close();
        assertThat(encoders.open).hasValue(0);
        assertThat(encoders.openDecoders).hasValue(0);
        assertThat(standby.unreleased).hasValue(0);
    }

    private byte[] push(boolean key) {
        now.addAndGet(FRAME);
        byte[] unit = unit(key, (int) (now.get() / FRAME));
        camera.push(ByteBuffer.wrap(unit), now.get(), key);
        return unit;
    }

    /** A VP8 frame (RFC 6386 §9.1) of 64x32 pixels, with a number in place of its partitions. */
    private static byte[] unit(boolean key, int number) {
        ByteBuffer unit = ByteBuffer.allocate(20);
        unit.put((byte) (key ? 0x10 : 0x11)).put((byte) 0).put((byte) 0);
        if (key) {
            unit.put(new byte[] {(byte) 0x9d, 0x01, 0x2a, 64, 0, 32, 0});
        }
        return unit.putInt(16, number).array();
    }

    @Test
    void unitsAreHandedOnUntouchedAndNothingIsEncoded() throws Exception {
        pipeline.sources().show(camera);
        tasks.pass(0);
        byte[] key = push(true);
        pipeline.video().of(VP8).subscribe(frames);
        byte[] second = push(false);

        assertThat(frames.next().data()).isEqualTo(key);
        EncodedFrame next = frames.next();
        assertThat(next.data()).isEqualTo(second);
        assertThat(next.captureTimeNanos()).isEqualTo(now.get());
        assertThat(encoders.opened).isEmpty();
        assertThat(encoders.decoded).isEmpty();
    }

    @Test
    void nothingIsDueWhileASourceRestsThatEncodesItself() throws Exception {
        Encoding encoding = pipeline.video().of(VP8);
        CountDownLatch hangs = new CountDownLatch(1);
        encoding.subscribe(frames);
        frames.next();
        assertThat(encoding.status().due())
                .as("the picture is to be encoded again")
                .isTrue();
        pipeline.sources().show(camera);
        tasks.pass(0);
        push(true);
        frames.next();
        await(() -> !encoding.status().due());

        Encoding.Subscription hanging = encoding.subscribe(frame -> hang(hangs));
        push(false);
        frames.next();
        assertThat(encoding.status().due()).as("the thread hangs").isTrue();
        hangs.countDown();
        hanging.close();
        await(() -> !encoding.status().due());
    }

    private static void hang(CountDownLatch until) {
        try {
            until.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void theStandbyStaysUntilAKeyFrameComesWhichIsAskedFor() throws Exception {
        camera.onKeyFrameRequest(requests::incrementAndGet);
        pipeline.video().of(VP8).subscribe(frames);
        assertThat(frames.next().keyFrame()).isTrue();
        pipeline.sources().show(camera);
        tasks.pass(0);
        int before = requests.get();
        push(false);
        tasks.pass(0);
        assertThat(requests).hasValueGreaterThan(before);
        assertThat(pipeline.sources().shown()).isEqualTo("standby");

        byte[] key = push(true);
        assertThat(pipeline.sources().shown()).isEqualTo("camera");
        EncodedFrame shown = frames.next();
        assertThat(shown.data()).isEqualTo(key);
        assertThat(shown.keyFrame()).isTrue();
    }

    @Test
    void backOnTheStandbyTheEncoderBeginsWithAKeyFrame() throws Exception {
        pipeline.video().of(VP8).subscribe(frames);
        frames.next();
        pipeline.sources().show(camera);
        tasks.pass(0);
        push(true);
        frames.next();
        pipeline.sources().showStandby();
        now.addAndGet(FRAME);
        standby.send(now.get());

        EncodedFrame back = frames.next();
        assertThat(back.data()).hasSize(1);
        assertThat(back.keyFrame()).isTrue();
        assertThat(back.captureTimeNanos()).isEqualTo(now.get());
    }

    @Test
    void anotherCodecGetsPicturesOfADecoderThatIsClosedWithItsLastViewer() throws Exception {
        FrameQueue others = new FrameQueue();
        pipeline.sources().show(camera);
        tasks.pass(0);
        push(true);
        push(false);
        Encoding.Subscription other =
                pipeline.video().of(EncodingFormat.of(VideoCodec.H264)).subscribe(others);
        push(false);

        EncodedFrame first = others.next();
        assertThat(first.keyFrame()).isTrue();
        assertThat(first.captureTimeNanos()).isEqualTo(now.get());
        assertThat(encoders.decoded).containsExactly(now.get() - 2 * FRAME, now.get() - FRAME, now.get());
        other.close();
        push(false);
        assertThat(encoders.decoderClosed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(encoders.openDecoders).hasValue(0);
    }

    /** Once before each key frame: what kills every decoder does not start one for every unit. */
    @Test
    void aDecoderThatDiesIsReplacedAtOnce() throws Exception {
        FrameQueue others = new FrameQueue();
        pipeline.sources().show(camera);
        tasks.pass(0);
        push(true);
        encoders.decodersDie.set(1);
        Encoding.Subscription other =
                pipeline.video().of(EncodingFormat.of(VideoCodec.H264)).subscribe(others);
        push(false);
        assertThat(encoders.decoderClosed.await(20, TimeUnit.SECONDS)).isTrue();
        Resources.awaitNoThreadsNamed("natcast-decoder", 15_000);
        push(false);

        assertThat(others.next().keyFrame()).isTrue();
        assertThat(encoders.openDecoders).hasValue(1);
        other.close();
        push(false);
    }

    @Test
    void aSourceThatCannotBeAskedIsEncodedUpToItsNextKeyFrame() throws Exception {
        Encoding encoding = pipeline.video().of(VP8);
        pipeline.sources().show(camera);
        tasks.pass(0);
        encoding.subscribe(frames);
        frames.next();
        push(true);
        assertThat(frames.next().data()).hasSize(20);
        now.addAndGet(10 * FRAME);
        encoding.requestKeyFrame();
        EncodedFrame bridged = pushUntilEncodedAgain();
        assertThat(bridged.keyFrame()).isTrue();

        byte[] key = push(true);
        EncodedFrame next;
        do {
            next = frames.next();
        } while (next.data().length == 1);
        assertThat(next.data()).isEqualTo(key);
        byte[] after = push(false);
        assertThat(frames.next().data()).isEqualTo(after);
    }

    /** A unit is followed by a frame, itself or one that is encoded; what waits when encoding begins is left out. */
    private EncodedFrame pushUntilEncodedAgain() throws InterruptedException {
        for (int i = 0; i < 2000; i++) {
            push(false);
            Optional<EncodedFrame> frame = frames.next(Duration.ofMillis(20));
            if (frame.isPresent() && frame.get().data().length == 1) {
                return frame.get();
            }
        }
        throw new AssertionError("units are still handed on");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverIsShownViewersNeverGetAUnitWhoseKeyFrameTheyLack(long seed) throws Exception {
        Random random = new Random(seed);
        FrameQueue others = new FrameQueue();
        pipeline.video().of(VP8).subscribe(frames);
        pipeline.video().of(EncodingFormat.of(VideoCodec.H264)).subscribe(others);
        for (int i = 0; i < 400; i++) {
            int step = random.nextInt(20);
            if (step == 0) {
                pipeline.sources().show(camera);
            } else if (step == 1) {
                pipeline.sources().showStandby();
            } else if (step == 2) {
                pipeline.video().of(VP8).requestKeyFrame();
            }
            tasks.pass(0);
            push(step == 3 || random.nextInt(12) == 0);
            if (step == 3) { // the encoder begins while a key frame is on its way
                pipeline.sources().showStandby();
            }
            if (standby.active) {
                standby.send(now.get());
            }
            if (random.nextBoolean()) { // the encoder's thread is behind, or not
                LockSupport.parkNanos(random.nextInt(200_000));
            }
        }
        List<EncodedFrame> all = new ArrayList<>();
        all.add(frames.next());
        pipeline.close();
        while (!frames.isEmpty()) {
            all.add(frames.next());
        }
        assertThat(all.get(0).keyFrame()).isTrue();
        for (int i = 1; i < all.size(); i++) {
            EncodedFrame frame = all.get(i);
            EncodedFrame before = all.get(i - 1);
            assertThat(frame.captureTimeNanos()).isGreaterThan(before.captureTimeNanos());
            boolean copied = frame.data().length > 1;
            if (!frame.keyFrame()) {
                assertThat(before.data().length > 1)
                        .as("frame %s follows its like", i)
                        .isEqualTo(copied);
            }
            if (copied && !frame.keyFrame()) {
                int number = ByteBuffer.wrap(frame.data()).getInt(16);
                assertThat(number).isEqualTo(ByteBuffer.wrap(before.data()).getInt(16) + 1);
            }
        }
    }
}
