package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.EncoderReport.Outcome;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.encode.EncodedFrame;
import io.github.natcast.streamer.encode.EncoderException;
import io.github.natcast.streamer.encode.EncodingFormat;
import io.github.natcast.streamer.encode.UnsupportedPictureException;
import io.github.natcast.streamer.encode.VideoEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries every encoder that there is a definition for: opens it, encodes a few pictures and looks whether the stream is
 * what an answer would promise. Confined to one thread.
 */
final class EncoderProbe {
    private static final int PICTURES = 8;
    /** Not the first: a key frame in mid-stream must come when it is asked for. */
    private static final int KEY_FRAME_AT = 5;

    private final VideoSettings settings;

    EncoderProbe(VideoSettings settings) {
        this.settings = settings;
    }

    List<EncoderReport> probe(List<EncoderDefinition> definitions) {
        return definitions.stream().map(this::probe).toList();
    }

    private EncoderReport probe(EncoderDefinition definition) {
        long start = System.nanoTime();
        Outcome outcome;
        String message;
        try {
            VideoEncoder encoder = new FfmpegEncoder(definition, EncodingFormat.of(definition.codec()), settings);
            try (encoder) {
                message = examine(definition.codec(), encode(encoder, start));
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
        return new EncoderReport(definition.name(), definition.codec(), outcome, message, millis);
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

    /** Grey, of another shade each time. */
    private VideoFrame picture(int number) {
        int lumaBytes = settings.width() * settings.height();
        ByteBuffer pixels =
                ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(settings.width(), settings.height()));
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) (i < lumaBytes ? 60 + number * 10 : 128));
        }
        return VideoFrame.of(PixelFormat.I420, settings.width(), settings.height(), pixels, 0);
    }

    private String examine(VideoCodec codec, List<EncodedFrame> frames) throws EncoderException {
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
        check.keyFrame(codec, frames.get(KEY_FRAME_AT).data());
        return check.keyFrame(codec, frames.get(0).data());
    }
}
