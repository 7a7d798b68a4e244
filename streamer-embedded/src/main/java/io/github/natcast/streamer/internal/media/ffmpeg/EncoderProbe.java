package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.EncoderReport.Outcome;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Tries every encoder of the catalogue: opens it, encodes a few pictures and checks that the stream is what an answer
 * would promise. Confined to one thread.
 */
final class EncoderProbe {
    private static final int PICTURES = 8;
    /** Not the first picture: a key frame in mid-stream must come when it is requested. */
    private static final int KEY_FRAME_AT = 5;

    private static final int TEXTURE_WIDTH = 160;
    private static final int TEXTURE_HEIGHT = 48;
    private static final int BLOCK = 32;

    private final VideoSettings settings;

    EncoderProbe(VideoSettings settings) {
        this.settings = settings;
    }

    List<EncoderReport> probe(List<EncoderDefinition> definitions) {
        return definitions.stream()
                .flatMap(definition -> definition.formats(PacketSizes.MAXIMUM_PAYLOAD).stream()
                        .map(format -> probe(definition, format)))
                .toList();
    }

    private EncoderReport probe(EncoderDefinition definition, EncodingFormat format) {
        long start = System.nanoTime();
        Outcome outcome;
        String message;
        try {
            VideoEncoder encoder = new FfmpegEncoder(definition, format, settings);
            try (encoder) {
                message = examine(format, encode(encoder, start));
                outcome = Outcome.USABLE;
            } catch (EncoderException | UnsupportedPictureException unfit) {
                message = String.valueOf(unfit.getMessage());
                outcome = Outcome.UNFIT;
            }
        } catch (EncoderException refused) {
            message = String.valueOf(refused.getMessage());
            outcome = Outcome.REFUSED;
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        OptionalInt mode = format.h264Profile().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(format.maximumUnit().isEmpty() ? 1 : 0);
        return new EncoderReport(
                definition.name(), definition.codec(), format.h264Profile(), mode, outcome, message, millis);
    }

    private List<EncodedFrame> encode(VideoEncoder encoder, long start)
            throws EncoderException, UnsupportedPictureException {
        List<EncodedFrame> frames = new ArrayList<>();
        for (int number = 0; number < PICTURES; number++) {
            VideoFrame picture = picture(number);
            boolean keyFrame = number == 0 || number == KEY_FRAME_AT;
            encoder.encode(picture, start + number * settings.frameIntervalNanos(), keyFrame, frames::add);
            picture.release();
        }
        return frames;
    }

    /**
     * Grey, with one corner whose texture fills more than one packet and another that changes, but not so much that
     * rate control skips pictures.
     */
    private VideoFrame picture(int number) {
        int lumaBytes = settings.width() * settings.height();
        ByteBuffer pixels =
                ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(settings.width(), settings.height()));
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) (i < lumaBytes ? luma(i, number) : 128));
        }
        return VideoFrame.of(PixelFormat.I420, settings.width(), settings.height(), pixels, 0);
    }

    private int luma(int index, int number) {
        int x = index % settings.width();
        int y = index / settings.width();
        boolean texture = x < TEXTURE_WIDTH && y < TEXTURE_HEIGHT;
        boolean changing = x >= settings.width() - BLOCK && y >= settings.height() - BLOCK;
        return 100 + (texture ? (x * 31 + y * 17 ^ x * y) & 31 : 0) + (changing ? number * 10 : 0);
    }

    private String examine(EncodingFormat format, List<EncodedFrame> frames) throws EncoderException {
        if (frames.size() < PICTURES) {
            throw new EncoderException("of " + PICTURES + " pictures " + frames.size() + " came out at once");
        }
        for (int number = 0; number < frames.size(); number++) {
            boolean wanted = number == 0 || number == KEY_FRAME_AT;
            if (frames.get(number).keyFrame() != wanted) {
                throw new EncoderException("frame " + number + (wanted ? " is no key frame" : " is a key frame")
                        + (wanted ? ", which was asked for" : ", which nobody asked for"));
            }
        }
        StreamCheck check = new StreamCheck(settings);
        check.keyFrame(format.codec(), frames.get(KEY_FRAME_AT).data());
        return check.keyFrame(format.codec(), frames.get(0).data());
    }
}
