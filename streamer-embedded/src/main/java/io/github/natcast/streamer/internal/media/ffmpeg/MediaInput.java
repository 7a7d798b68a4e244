package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.avcodec.AVCodecContext.FF_THREAD_SLICE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_SEEKABLE_NORMAL;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.github.natcast.streamer.MediaSourceException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open container or stream. Confined to the reading thread, except {@link #cancel()}. */
final class MediaInput implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MediaInput.class);
    private static final int DECODER_THREADS = 2;

    private final MediaLocation location;
    private final AVFormatContext context;
    private final ReadDeadline deadline;
    private final long timeoutNanos;

    private MediaInput(MediaLocation location, AVFormatContext context, ReadDeadline deadline, long timeoutNanos) {
        this.location = location;
        this.context = context;
        this.deadline = deadline;
        this.timeoutNanos = timeoutNanos;
    }

    /** Makes a reader of an open input, which it owns from then on. */
    @FunctionalInterface
    interface Maker<T> {
        T make(MediaInput input) throws MediaSourceException;
    }

    static MediaReader openReader(MediaLocation location, long timeoutNanos) throws MediaSourceException {
        return open(location, timeoutNanos, MediaInput::reader);
    }

    static <T> T open(MediaLocation location, long timeoutNanos, Maker<T> maker) throws MediaSourceException {
        try {
            Ffmpeg.load();
        } catch (FfmpegMissingException missing) {
            throw new MediaSourceException(String.valueOf(missing.getMessage()), missing);
        }
        avformat_network_init();
        AVInputFormat format = deviceFormat(location); // before anything is open that its refusal would leave
        ReadDeadline deadline = new ReadDeadline();
        AVFormatContext context = avformat_alloc_context();
        deadline.attachTo(context);
        MediaInput input = new MediaInput(location, context, deadline, timeoutNanos);
        boolean opened = false;
        boolean handedOver = false;
        try {
            input.armTimeout();
            FfmpegLog.collect(location::withoutSecrets);
            // On failure FFmpeg frees the context and clears the pointer.
            AVDictionary options = new AVDictionary(null);
            location.options().forEach((name, value) -> av_dict_set(options, name, value, 0));
            int result = avformat_open_input(context, location.url(), format, options);
            Set<String> unknown = names(options);
            av_dict_free(options);
            if (result < 0) {
                throw input.failure("cannot be opened", result);
            }
            opened = true;
            input.requireKnown(unknown);
            result = avformat_find_stream_info(context, (AVDictionary) null);
            if (result < 0) {
                throw input.failure("cannot be read", result);
            }
            T reader = maker.make(input);
            handedOver = true;
            return reader;
        } finally {
            FfmpegLog.collected();
            if (opened && !handedOver) {
                avformat_close_input(context);
            }
            if (!handedOver) {
                deadline.close();
            }
        }
    }

    /** FFmpeg takes out what it knows. */
    private static Set<String> names(AVDictionary options) {
        Set<String> names = new LinkedHashSet<>();
        AVDictionaryEntry entry = av_dict_get(options, "", null, AV_DICT_IGNORE_SUFFIX);
        while (entry != null && !entry.isNull()) {
            names.add(entry.key().getString());
            entry = av_dict_get(options, "", entry, AV_DICT_IGNORE_SUFFIX);
        }
        return names;
    }

    private void requireKnown(Set<String> unknown) throws MediaSourceException {
        for (String option : location.required()) {
            if (unknown.contains(option)) {
                throw new MediaSourceException(
                        "source " + location.text() + " has no option " + option
                                + ": neither FFmpeg's protocol nor its format takes it; ffmpeg -h full lists those that they do");
            }
        }
    }

    private static @Nullable AVInputFormat deviceFormat(MediaLocation location) throws MediaSourceException {
        if (location.device().isEmpty()) {
            return null;
        }
        String name = location.device().get();
        try {
            avdevice_register_all();
        } catch (LinkageError missing) {
            throw new MediaSourceException(
                    "source " + location.text() + " cannot be opened: capture devices need a library that is missing ("
                            + missing.getMessage() + ")",
                    missing);
        }
        AVInputFormat format = av_find_input_format(name);
        if (format == null || format.isNull()) {
            throw new MediaSourceException(
                    "source " + location.text() + " cannot be opened: this build of FFmpeg has no device " + name);
        }
        return format;
    }

    private MediaReader reader() throws MediaSourceException {
        int videoIndex = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        int audioIndex = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, videoIndex, (AVCodec) null, 0);
        if (videoIndex < 0 && audioIndex < 0) {
            throw new MediaSourceException("source " + location.text() + " has neither video nor audio");
        }
        Optional<MediaTrack> video =
                videoIndex < 0 ? Optional.empty() : Optional.of(track(context.streams(videoIndex)));
        return new MediaReader(this, video, audioIndex < 0 ? Optional.empty() : audio(audioIndex, video));
    }

    /** A source whose audio cannot be decoded is still shown. */
    private Optional<MediaTrack> audio(int index, Optional<MediaTrack> video) throws MediaSourceException {
        try {
            return Optional.of(track(context.streams(index)));
        } catch (MediaSourceException unknown) {
            if (video.isEmpty()) {
                throw unknown;
            }
            LOGGER.warn("played without audio: {}", unknown.getMessage());
            return Optional.empty();
        }
    }

    MediaTrack track(AVStream stream) throws MediaSourceException {
        int codecId = stream.codecpar().codec_id();
        AVCodec codec = avcodec_find_decoder(codecId);
        if (codec == null || codec.isNull()) {
            String name = codecId == AV_CODEC_ID_NONE
                    ? "a codec that FFmpeg does not know"
                    : avcodec_get_name(codecId).getString() + ", which this build of FFmpeg cannot decode";
            throw new MediaSourceException(
                    "source " + location.text() + " is in " + name + ": convert it, to H.264 for example");
        }
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        int result = avcodec_parameters_to_context(decoder, stream.codecpar());
        if (result >= 0) {
            decoder.thread_count(stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO ? DECODER_THREADS : 1);
            if (location.realTime()) {
                // With frame threads each picture would wait for the next one.
                decoder.thread_type(FF_THREAD_SLICE);
            }
            decoder.pkt_timebase(stream.time_base());
            result = avcodec_open2(decoder, codec, (AVDictionary) null);
        }
        if (result < 0) {
            avcodec_free_context(decoder);
            throw failure("cannot be decoded", result);
        }
        return new MediaTrack(stream, decoder, frameDurationNanos(stream));
    }

    static long frameDurationNanos(AVStream stream) {
        int numerator = stream.avg_frame_rate().num();
        int denominator = stream.avg_frame_rate().den();
        return numerator > 0 && denominator > 0 ? 1_000_000_000L * denominator / numerator : 40_000_000L;
    }

    AVFormatContext context() {
        return context;
    }

    /** Whether pictures come as they are captured. */
    boolean isRealTime() {
        return location.realTime();
    }

    /** Whether it can be played from the start again. */
    boolean isRepeatable() {
        if (context.pb() != null) {
            return (context.pb().seekable() & AVIO_SEEKABLE_NORMAL) != 0;
        }
        // FFmpeg opens the files of a picture sequence itself.
        return !location.isRemote() && location.device().isEmpty();
    }

    /** Goes back to where the stream begins; a raw one, which has no times, to the first byte. */
    void rewind(AVStream stream) throws MediaSourceException {
        long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
        armTimeout();
        int result = av_seek_frame(context, stream.index(), start, AVSEEK_FLAG_BACKWARD);
        if (result < 0) {
            result = av_seek_frame(context, -1, 0, AVSEEK_FLAG_BYTE);
        }
        if (result < 0) {
            throw failure("cannot be played from the start again", result);
        }
    }

    String name() {
        return location.text();
    }

    /** The length that the container states; 0 when it states none, or FFmpeg had to guess. */
    long announcedNanos() {
        boolean guessed = context.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
        long microseconds = context.duration();
        return guessed || isRealTime() || microseconds == AV_NOPTS_VALUE ? 0 : microseconds * 1000;
    }

    /** Called before whatever may block. */
    void armTimeout() {
        deadline.arm(timeoutNanos);
    }

    void cancel() {
        deadline.cancel();
    }

    MediaSourceException failure(String what, int result) {
        String detail = FfmpegLog.collected();
        // FFmpeg may still return what it had buffered between the timeout and the failure.
        boolean silent = (result == AVERROR_EXIT || deadline.isPast()) && !deadline.isCancelled();
        String reason = silent
                ? "nothing came for " + timeoutNanos / 1_000_000L + " ms"
                : location.isEmptyFile()
                        ? "the file is empty"
                        : Ffmpeg.message(result) + (detail.isEmpty() ? "" : " (" + detail + ")");
        return new MediaSourceException(
                location.withoutSecrets("source " + location.text() + " " + what + ": " + reason));
    }

    @Override
    public void close() {
        deadline.close();
    }
}
