package io.github.natcast.streamer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.github.natcast.streamer.MediaSourceException;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** An open container or stream. Confined to the reading thread, except {@link #cancel()}. */
final class MediaInput implements AutoCloseable {
    private static final long TIMEOUT_NANOS = 10_000_000_000L;
    private static final int DECODER_THREADS = 2;

    private final String location;
    private final AVFormatContext context;
    private final ReadDeadline deadline;

    private MediaInput(String location, AVFormatContext context, ReadDeadline deadline) {
        this.location = location;
        this.context = context;
        this.deadline = deadline;
    }

    static MediaReader openReader(String location) throws MediaSourceException {
        try {
            Ffmpeg.load();
        } catch (FfmpegMissingException missing) {
            throw new MediaSourceException(String.valueOf(missing.getMessage()), missing);
        }
        avformat_network_init();
        ReadDeadline deadline = new ReadDeadline();
        AVFormatContext context = avformat_alloc_context();
        deadline.attachTo(context);
        MediaInput input = new MediaInput(location, context, deadline);
        boolean opened = false;
        boolean handedOver = false;
        try {
            input.armTimeout();
            FfmpegLog.collect();
            // On failure FFmpeg frees the context and clears the pointer.
            int result = avformat_open_input(context, location, (AVInputFormat) null, (AVDictionary) null);
            if (result < 0) {
                throw input.failure("cannot be opened", result);
            }
            opened = true;
            result = avformat_find_stream_info(context, (AVDictionary) null);
            if (result < 0) {
                throw input.failure("cannot be read", result);
            }
            MediaReader reader = input.videoReader();
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

    private MediaReader videoReader() throws MediaSourceException {
        int index = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            throw new MediaSourceException("source " + location + " has no video");
        }
        AVStream stream = context.streams(index);
        int codecId = stream.codecpar().codec_id();
        AVCodec codec = avcodec_find_decoder(codecId);
        if (codec == null || codec.isNull()) {
            throw new MediaSourceException("source " + location + " is in "
                    + avcodec_get_name(codecId).getString() + ", which this build of FFmpeg cannot decode");
        }
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        int result = avcodec_parameters_to_context(decoder, stream.codecpar());
        if (result >= 0) {
            decoder.thread_count(DECODER_THREADS);
            decoder.pkt_timebase(stream.time_base());
            result = avcodec_open2(decoder, codec, (AVDictionary) null);
        }
        if (result < 0) {
            avcodec_free_context(decoder);
            throw failure("cannot be decoded", result);
        }
        return new MediaReader(this, stream, decoder);
    }

    AVFormatContext context() {
        return context;
    }

    boolean isLive() {
        int scheme = location.indexOf("://");
        return scheme > 0
                && !location.substring(0, scheme).toLowerCase(Locale.ROOT).equals("file");
    }

    /** Called before whatever may block. */
    void armTimeout() {
        deadline.arm(TIMEOUT_NANOS);
    }

    void cancel() {
        deadline.cancel();
    }

    MediaSourceException failure(String what, int result) {
        String reason = result == AVERROR_EXIT && deadline.isPast() && !deadline.isCancelled()
                ? "nothing came for " + TIMEOUT_NANOS / 1_000_000_000L + " s"
                : Ffmpeg.message(result);
        String detail = FfmpegLog.collected();
        return new MediaSourceException(
                "source " + location + " " + what + ": " + reason + (detail.isEmpty() ? "" : " (" + detail + ")"));
    }

    @Override
    public void close() {
        deadline.close();
    }
}
