package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes FFmpeg's messages off standard error. They go to slf4j at debug level, and the errors also to whoever collects
 * those of the calling thread, because a return value alone seldom says why. Thread-safe.
 */
final class FfmpegLog extends LogCallback {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.ffmpeg.log");
    private static final int MOST_LINES = 8;
    /** A prefix such as {@code [h264_nvenc @ 0x7f51]}; the address means nothing to a reader. */
    private static final Pattern CONTEXT = Pattern.compile("^(\\[[^\\]]* @ 0x[0-9a-f]+\\] )+");

    private static final ThreadLocal<@Nullable Collected> collected = new ThreadLocal<>();

    /** @param masked hides what must not be shown */
    private record Collected(List<String> lines, UnaryOperator<String> masked) {}

    /** From now on this thread's errors are kept. */
    static void collect() {
        collect(UnaryOperator.identity());
    }

    /** The same, where this thread's messages may hold secrets. */
    static void collect(UnaryOperator<String> masked) {
        collected.set(new Collected(new ArrayList<>(), masked));
    }

    /** Ends collecting; returns the errors since {@link #collect()} in one line, empty when there were none. */
    static String collected() {
        Collected kept = collected.get();
        collected.remove();
        return kept == null ? "" : String.join("; ", kept.lines());
    }

    @Override
    public void call(int level, BytePointer message) {
        String line = CONTEXT.matcher(message.getString()).replaceFirst("").strip();
        if (line.isEmpty()) {
            return;
        }
        Collected kept = collected.get();
        if (kept != null) {
            line = kept.masked().apply(line);
        }
        LOGGER.debug("{}", line);
        if (kept != null
                && level <= AV_LOG_ERROR
                && kept.lines().size() < MOST_LINES
                && !kept.lines().contains(line)) {
            kept.lines().add(line);
        }
    }
}
