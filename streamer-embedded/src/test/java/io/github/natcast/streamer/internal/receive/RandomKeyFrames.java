package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtp.Payloads;
import io.github.natcast.streamer.internal.rtp.RandomFrames;
import io.github.natcast.streamer.internal.rtp.UnpacketizableFrameException;
import java.util.List;
import java.util.Random;

/** Frames whose first bytes say whether they are key frames, as a bitstream does; every twentieth or so is one. */
final class RandomKeyFrames {
    private final VideoCodec codec;
    private final RandomFrames packets;
    private final Random random;
    private boolean key = true;
    private boolean last;

    RandomKeyFrames(VideoCodec codec, RandomFrames packets, Random random) {
        this.codec = codec;
        this.packets = packets;
        this.random = random;
    }

    byte[] next() {
        int length = 12 + random.nextInt(random.nextBoolean() ? 50 : Math.min(5000, 40 * packets.maximumPayload()));
        last = key;
        key = random.nextInt(20) == 0;
        return switch (codec) {
            case H264 -> nal(length, last ? new byte[] {0x65, (byte) 0x88} : new byte[] {0x41, (byte) 0x9A});
            case H265 -> nal(length, last ? new byte[] {0x26, 1, (byte) 0xA0} : new byte[] {2, 1, (byte) 0xD0});
            case VP8 -> vp8(length);
            case AV1 -> obu(length);
        };
    }

    List<byte[]> packetize(byte[] frame) throws UnpacketizableFrameException {
        return packets.packetize(frame, last);
    }

    private byte[] nal(int length, byte[] header) {
        return Payloads.concat(new byte[] {0, 0, 0, 1}, Payloads.unit(header, length, random));
    }

    /** RFC 6386 §9.1: the start code and the size of a key frame. */
    private byte[] vp8(int length) {
        return Payloads.unit(
                last ? new byte[] {0x10, 2, 0, (byte) 0x9d, 1, 0x2a, 0x40, 1, (byte) 0xF0, 0} : new byte[] {0x11},
                length,
                random);
    }

    /** OBU_FRAME: frame_type and show_frame stand in its first byte. */
    private byte[] obu(int length) {
        byte[] size = length < 0x80
                ? new byte[] {(byte) length}
                : new byte[] {(byte) ((length & 0x7F) | 0x80), (byte) (length >>> 7)};
        byte[] content = Payloads.unit(new byte[] {(byte) (last ? 0x10 : 0x30)}, length, random);
        return Payloads.concat(new byte[] {6 << 3 | 2}, size, content);
    }
}
