package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.H264Level;
import java.util.Locale;
import java.util.OptionalInt;

/** Reads what the stream is from a key frame's own headers, and refuses one that answers do not promise. Immutable. */
final class StreamCheck {
    private static final int AV1_SEQUENCE_HEADER = 1;

    private final VideoSettings settings;

    StreamCheck(VideoSettings settings) {
        this.settings = settings;
    }

    /** {@link ParameterSets} has checked the profile of H.264. */
    String keyFrame(VideoCodec codec, byte[] frame) throws EncoderException {
        return switch (codec) {
            case H264 -> h264(frame);
            case H265 -> h265(frame);
            case VP8 -> vp8(frame);
            case AV1 -> av1(frame);
        };
    }

    private String h264(byte[] frame) throws EncoderException {
        OptionalInt found = ParameterSets.h264ProfileLevel(frame);
        if (found.isEmpty()) {
            throw new EncoderException("a key frame comes without its parameter sets");
        }
        int profileLevel = found.getAsInt();
        String text = "profile-level-id " + ParameterSets.hex(profileLevel);
        int mostLevel = H264Level.of(settings).levelIdc();
        if ((profileLevel & 0xff) > mostLevel) {
            throw new EncoderException(
                    text + " has a higher level than " + String.format(Locale.ROOT, "%02x", mostLevel));
        }
        return text;
    }

    private static String h265(byte[] frame) throws EncoderException {
        OptionalInt profile = ParameterSets.h265Profile(frame);
        if (profile.isEmpty()) {
            throw new EncoderException("a key frame comes without its parameter sets");
        }
        if (profile.getAsInt() != 1) {
            throw new EncoderException("profile-id " + profile.getAsInt() + " is not main");
        }
        return "profile-id 1";
    }

    /** RFC 6386 §9.1: three bytes of frame tag, the start code, then 14 bits of width and of height. */
    private String vp8(byte[] frame) throws EncoderException {
        boolean keyFrame = frame.length > 10
                && (frame[0] & 1) == 0
                && (frame[3] & 0xff) == 0x9d
                && frame[4] == 1
                && frame[5] == 0x2a;
        if (!keyFrame) {
            throw new EncoderException("what is said to be a key frame is none");
        }
        int width = (frame[6] & 0xff) | (frame[7] & 0x3f) << 8;
        int height = (frame[8] & 0xff) | (frame[9] & 0x3f) << 8;
        if (width != settings.width() || height != settings.height()) {
            throw new EncoderException("the stream is " + width + "x" + height);
        }
        return width + "x" + height;
    }

    /** AV1 §5.5.1: seq_profile is the first three bits of the sequence header, after the temporal delimiter. */
    private static String av1(byte[] frame) throws EncoderException {
        int at = 0;
        while (at + 2 < frame.length) {
            int type = frame[at] >> 3 & 0xf;
            boolean extended = (frame[at] & 4) != 0;
            int size = frame[at + (extended ? 2 : 1)] & 0x7f;
            int payload = at + (extended ? 3 : 2);
            if (type == AV1_SEQUENCE_HEADER) {
                int profile = frame[payload] >> 5 & 7;
                if (profile != 0) {
                    throw new EncoderException("profile " + profile + " is not main");
                }
                return "profile 0";
            }
            at = payload + size;
        }
        throw new EncoderException("a key frame comes without its sequence header");
    }
}
