package io.github.natcast.streamer.internal.rtp;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Bytes for packetizer tests, and packetized frames as lists of them. */
public final class Payloads {
    private Payloads() {}

    /** Hexadecimal digits, spaces ignored; {@code xx*n} repeats a byte n times. */
    public static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String word : text.trim().split("\\s+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            int star = word.indexOf('*');
            if (star < 0) {
                bytes.writeBytes(HexFormat.of().parseHex(word));
            } else {
                byte[] run = new byte[Integer.parseInt(word.substring(star + 1))];
                Arrays.fill(run, HexFormat.of().parseHex(word.substring(0, star))[0]);
                bytes.writeBytes(run);
            }
        }
        return bytes.toByteArray();
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    public static EncodedFrame frame(VideoCodec codec, byte[] data) {
        return new EncodedFrame(codec, data, true, 0);
    }

    public static List<byte[]> list(PacketizedFrame frame) {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < frame.packetCount(); i++) {
            payloads.add(Arrays.copyOfRange(frame.bytes(), frame.offset(i), frame.offset(i) + frame.length(i)));
        }
        return payloads;
    }

    public static List<String> hex(List<byte[]> payloads) {
        return payloads.stream().map(HexFormat.of()::formatHex).toList();
    }

    /** A NAL unit: the header, then bytes that look like no start code and do not end in zero. */
    public static byte[] unit(byte[] header, int length, Random random) {
        byte[] unit = new byte[length];
        for (int i = 0; i < length; i++) {
            unit[i] = i < header.length ? header[i] : (byte) (1 + random.nextInt(255));
        }
        return unit;
    }
}
