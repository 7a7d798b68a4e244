package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Encoders that answer each picture with one byte; each can be made to refuse or to fail. */
final class FakeEncoders implements EncoderFactory {
    final Set<String> refusing = ConcurrentHashMap.newKeySet();
    final Set<String> failing = ConcurrentHashMap.newKeySet();
    /** Those that throw what no encoder should. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();
    /** Formats that no encoder opens for. */
    final Set<EncodingFormat> refusedFormats = ConcurrentHashMap.newKeySet();
    /** What was opened: the format, and the size and rate that it was opened with. */
    final List<String> opened = new CopyOnWriteArrayList<>();
    /** What open encoders were told: the format and its new rate. */
    final List<String> changes = new CopyOnWriteArrayList<>();

    /** What decoders were given: the capture times of units. */
    final List<Long> decoded = new CopyOnWriteArrayList<>();

    /** How many more decoders fail with an Error. */
    final AtomicInteger decodersDie = new AtomicInteger();

    final AtomicInteger openDecoders = new AtomicInteger();
    final CountDownLatch decoderClosed = new CountDownLatch(1);
    final AtomicInteger open = new AtomicInteger();
    final CountDownLatch firstClosed = new CountDownLatch(1);
    private final List<String> candidates;

    FakeEncoders(String... candidates) {
        this.candidates = List.of(candidates);
    }

    @Override
    public List<String> candidates(EncodingFormat format) {
        return candidates;
    }

    @Override
    public VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException {
        if (refusing.contains(name) || refusedFormats.contains(format) || !candidates.contains(name)) {
            throw new EncoderException(name + ": no such device");
        }
        open.incrementAndGet();
        opened.add(format + " " + settings.width() + "x" + settings.height() + " " + settings.bitrate());
        return new VideoEncoder() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void encode(
                    VideoFrame picture, long captureTimeNanos, boolean keyFrame, Consumer<EncodedFrame> output)
                    throws EncoderException {
                if (broken.contains(name)) {
                    throw new OutOfMemoryError(name + ": a failure of this test");
                }
                if (failing.contains(name)) {
                    throw new EncoderException(name + ": device lost");
                }
                byte[] data = {(byte) candidates.indexOf(name)};
                output.accept(new EncodedFrame(format.codec(), data, keyFrame, captureTimeNanos));
            }

            @Override
            public void bitrate(int bitsPerSecond) {
                changes.add(format + " " + bitsPerSecond);
            }

            @Override
            public void close() {
                open.decrementAndGet();
                firstClosed.countDown();
            }
        };
    }

    /** Answers each unit with a picture of 2x2 pixels. */
    @Override
    public VideoDecoder openDecoder(VideoCodec codec) {
        openDecoders.incrementAndGet();
        return new VideoDecoder() {
            @Override
            public void decode(EncodedFrame unit, Consumer<VideoFrame> output) {
                if (decodersDie.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new AssertionError("a decoder that dies");
                }
                decoded.add(unit.captureTimeNanos());
                ByteBuffer pixels = ByteBuffer.allocate(PixelFormat.I420.pictureBytes(2, 2));
                output.accept(VideoFrame.of(PixelFormat.I420, 2, 2, pixels, unit.captureTimeNanos()));
            }

            @Override
            public void close() {
                openDecoders.decrementAndGet();
                decoderClosed.countDown();
            }
        };
    }
}
