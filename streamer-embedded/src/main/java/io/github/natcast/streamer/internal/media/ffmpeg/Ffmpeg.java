package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads FFmpeg's natives once, with {@linkplain JavacppLimits JavaCPP's limits on memory} off, and reports clearly when
 * they are missing. Thread-safe.
 */
public final class Ffmpeg {
    private static final Logger LOGGER = LoggerFactory.getLogger(Ffmpeg.class);

    private static @Nullable String missing;
    private static boolean loaded;
    /** Never released: a callback that is collected while FFmpeg has its address crashes the process. */
    @SuppressWarnings("UnusedVariable")
    private static @Nullable FfmpegLog callback;

    private Ffmpeg() {}

    /**
     * Loads FFmpeg; later calls cost nothing.
     *
     * @throws FfmpegMissingException when the class path has no natives for this machine
     */
    public static synchronized void load() throws FfmpegMissingException {
        if (loaded) {
            return;
        }
        if (missing == null) {
            missing = tryToLoad();
        }
        if (missing != null) {
            throw new FfmpegMissingException(missing);
        }
        loaded = true;
    }

    private static @Nullable String tryToLoad() {
        JavacppLimits.setOff();
        try {
            for (Class<?> library :
                    List.of(avutil.class, swresample.class, swscale.class, avcodec.class, avformat.class)) {
                Loader.load(library);
            }
            FfmpegLog log = new FfmpegLog();
            setLogCallback(log);
            av_log_set_level(AV_LOG_WARNING);
            callback = log;
            JavacppLimits.missed().ifPresent(LOGGER::warn);
            return null;
        } catch (LinkageError absent) {
            return "FFmpeg's natives for " + Loader.getPlatform() + " cannot be loaded (" + firstLine(absent)
                    + "): add the Maven artefacts org.bytedeco:ffmpeg and org.bytedeco:javacpp with the classifier "
                    + Loader.getPlatform();
        }
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
    }

    /** FFmpeg's text for a negative return value. */
    static String message(int error) {
        byte[] text = new byte[128];
        av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
