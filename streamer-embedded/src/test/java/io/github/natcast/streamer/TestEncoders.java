package io.github.natcast.streamer;

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
import java.util.function.Consumer;

/** Encoders whose frames are one byte, their index in the list; a test can make them refuse to open or fail. */
public final class TestEncoders implements EncoderFactory {
    public final Set<EncodingFormat> refused = ConcurrentHashMap.newKeySet();
    public final Set<EncodingFormat> unknown = ConcurrentHashMap.newKeySet();
    final Set<String> failing = ConcurrentHashMap.newKeySet();
    public final List<EncodingFormat> opened = new CopyOnWriteArrayList<>();
    private final List<String> names;

    public TestEncoders(String... names) {
        this.names = List.of(names);
    }

    @Override
    public List<String> candidates(EncodingFormat format) {
        return unknown.contains(format) ? List.of() : names;
    }

    @Override
    public VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException {
        if (refused.contains(format)) {
            throw new EncoderException(name + " cannot make " + format);
        }
        opened.add(format);
        return new VideoEncoder() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void encode(VideoFrame picture, long time, boolean keyFrame, Consumer<EncodedFrame> output)
                    throws EncoderException {
                if (failing.contains(name)) {
                    throw new EncoderException(name + ": device \"0\" lost");
                }
                byte[] data = {(byte) names.indexOf(name)};
                output.accept(new EncodedFrame(format.codec(), data, keyFrame, time));
            }

            @Override
            public void bitrate(int bitsPerSecond) {}

            @Override
            public void close() {}
        };
    }

    /** Answers each unit with a picture of 2x2 pixels. */
    @Override
    public VideoDecoder openDecoder(VideoCodec codec) {
        return new VideoDecoder() {
            @Override
            public void decode(EncodedFrame unit, Consumer<VideoFrame> output) {
                ByteBuffer pixels = ByteBuffer.allocate(PixelFormat.I420.pictureBytes(2, 2));
                output.accept(VideoFrame.of(PixelFormat.I420, 2, 2, pixels, unit.captureTimeNanos()));
            }

            @Override
            public void close() {}
        };
    }
}
