package io.github.natcast.streamer.internal.rtp;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.av1.Av1Packetizer;
import io.github.natcast.streamer.internal.rtp.av1.Av1PayloadReader;
import io.github.natcast.streamer.internal.rtp.h264.H264Packetizer;
import io.github.natcast.streamer.internal.rtp.h264.H264PayloadReader;
import io.github.natcast.streamer.internal.rtp.h264.PacketizationMode;
import io.github.natcast.streamer.internal.rtp.h265.H265Packetizer;
import io.github.natcast.streamer.internal.rtp.h265.H265PayloadReader;
import io.github.natcast.streamer.internal.rtp.vp8.Vp8Packetizer;
import io.github.natcast.streamer.internal.rtp.vp8.Vp8PayloadReader;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Frames of one format that decoders would not play but packetizers split, each a key frame of one to six units. */
public final class RandomFrames {
    private final VideoCodec codec;
    private final Random random;
    private final int maximumPayload;
    private final Packetizer packetizer;

    public RandomFrames(VideoCodec codec, Random random) {
        this.codec = codec;
        this.random = random;
        maximumPayload = 8 + random.nextInt(random.nextBoolean() ? 40 : 1200);
        packetizer = switch (codec) {
            case H264 -> new H264Packetizer(PacketizationMode.NON_INTERLEAVED, maximumPayload);
            case H265 -> new H265Packetizer(maximumPayload);
            case VP8 -> new Vp8Packetizer(random.nextInt(), maximumPayload);
            case AV1 -> new Av1Packetizer(maximumPayload);
        };
    }

    public int maximumPayload() {
        return maximumPayload;
    }

    public PayloadReader reader() {
        return switch (codec) {
            case H264 -> new H264PayloadReader();
            case H265 -> new H265PayloadReader();
            case VP8 -> new Vp8PayloadReader();
            case AV1 -> new Av1PayloadReader();
        };
    }

    public List<byte[]> packetize(byte[] frame) throws UnpacketizableFrameException {
        return packetize(frame, true);
    }

    public List<byte[]> packetize(byte[] frame, boolean keyFrame) throws UnpacketizableFrameException {
        return Payloads.list(packetizer.packetize(new EncodedFrame(codec, frame, keyFrame, 0)));
    }

    public byte[] next() {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        int units = codec == VideoCodec.VP8 ? 1 : 1 + random.nextInt(6);
        for (int i = 0; i < units; i++) {
            frame.writeBytes(oneUnit(4 + random.nextInt(random.nextBoolean() ? 30 : 4000)));
        }
        return frame.toByteArray();
    }

    /** One unit of about this length: with a start code, or with its size. */
    public byte[] oneUnit(int length) {
        return switch (codec) {
            // Parameter sets, so that each is one that a frame can begin with.
            case H264 -> Payloads.concat(startCode(), Payloads.unit(new byte[] {0x67}, length, random));
            case H265 -> Payloads.concat(startCode(), Payloads.unit(new byte[] {0x40, 1}, length, random));
            case VP8 -> Payloads.unit(new byte[] {0x10}, length, random);
            case AV1 -> obu(length);
        };
    }

    private static byte[] startCode() {
        return new byte[] {0, 0, 0, 1};
    }

    /** OBU_FRAME with a size field, sometimes with an extension. */
    private byte[] obu(int length) {
        boolean extension = random.nextInt(4) == 0;
        ByteArrayOutputStream obu = new ByteArrayOutputStream();
        obu.write(6 << 3 | 2 | (extension ? 4 : 0));
        if (extension) {
            obu.write(0x28);
        }
        int rest = length;
        while (rest >= 0x80) {
            obu.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        obu.write(rest);
        byte[] content = new byte[length];
        random.nextBytes(content);
        obu.writeBytes(content);
        return obu.toByteArray();
    }
}
