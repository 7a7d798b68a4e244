package io.github.natcast.streamer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads the pictures of a file or stream, one after the other, with their own times. Confined to one thread, except
 * {@link #cancel()}.
 */
public final class MediaReader implements AutoCloseable {
    /** A damaged packet costs its picture, no more: the next ones may be whole. This many in a row are the end. */
    private static final int MOST_DAMAGED = 100;

    private final MediaInput input;
    private final AVCodecContext decoder;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final long defaultDurationNanos;
    private boolean draining;
    private long timeNanos;
    private long durationNanos;
    private int damaged;
    private boolean any;
    private boolean closed;

    MediaReader(MediaInput input, AVStream stream, AVCodecContext decoder) {
        this.input = input;
        this.stream = stream;
        this.decoder = decoder;
        defaultDurationNanos = frameDurationNanos(stream);
    }

    /**
     * Opens a file, a URL, or a capture device as {@code FORMAT:NAME}, and its video decoder.
     *
     * @param wanted what a device is asked for
     * @param timeout how long any single wait for data may take
     * @throws MediaSourceException naming the location and FFmpeg's reason
     */
    public static MediaReader open(String location, VideoSettings wanted, Duration timeout)
            throws MediaSourceException {
        return MediaInput.openReader(MediaLocation.of(location, wanted), timeout.toNanos());
    }

    private static long frameDurationNanos(AVStream stream) {
        int numerator = stream.avg_frame_rate().num();
        int denominator = stream.avg_frame_rate().den();
        return numerator > 0 && denominator > 0 ? 1_000_000_000L * denominator / numerator : 40_000_000L;
    }

    /** Decodes the next picture; false at the end. */
    public boolean next() throws MediaSourceException {
        while (true) {
            int result = avcodec_receive_frame(decoder, frame);
            if (result >= 0) {
                damaged = 0;
                stamp();
                return true;
            }
            if (result == AVERROR_EOF) {
                return false;
            }
            if (result == AVERROR_EAGAIN()) {
                if (draining) {
                    return false;
                }
                feed();
            } else if (++damaged > MOST_DAMAGED) {
                throw input.failure("cannot be decoded", result);
            }
        }
    }

    private void feed() throws MediaSourceException {
        input.armTimeout();
        int result = av_read_frame(input.context(), packet);
        if (result == AVERROR_EOF) {
            draining = true;
            avcodec_send_packet(decoder, null);
            return;
        }
        if (result < 0) {
            throw input.failure("cannot be read on", result);
        }
        if (packet.stream_index() == stream.index()) {
            int sent = avcodec_send_packet(decoder, packet);
            if (sent < 0 && ++damaged > MOST_DAMAGED) {
                av_packet_unref(packet);
                throw input.failure("cannot be decoded", sent);
            }
        }
        av_packet_unref(packet);
    }

    private void stamp() {
        long ticks = frame.best_effort_timestamp();
        long previous = timeNanos + durationNanos;
        timeNanos = ticks == AV_NOPTS_VALUE ? (any ? previous : 0) : nanos(ticks);
        durationNanos = frame.duration() > 0 ? nanos(frame.duration()) : defaultDurationNanos;
        any = true;
    }

    private long nanos(long ticks) {
        long numerator = 1_000_000_000L * stream.time_base().num();
        long denominator = stream.time_base().den();
        // In two parts, so that a long stream does not overflow.
        return ticks / denominator * numerator + ticks % denominator * numerator / denominator;
    }

    /** When the current picture is shown, on the stream's own scale. */
    public long timeNanos() {
        return timeNanos;
    }

    /** How long the current picture is shown. */
    public long durationNanos() {
        return durationNanos;
    }

    /** The current picture, not copied; the caller owns it. */
    public VideoFrame picture(long captureTimeNanos) {
        return AvPicture.frameOf(frame, captureTimeNanos);
    }

    /** Whether pictures come when they are taken, as from a camera: then they need no pacing. */
    public boolean isRealTime() {
        return input.isRealTime();
    }

    /** Whether {@link #rewind()} is of use. */
    public boolean isRepeatable() {
        return input.isRepeatable();
    }

    /** Goes back to the first picture. */
    public void rewind() throws MediaSourceException {
        long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
        input.armTimeout();
        int result = av_seek_frame(input.context(), stream.index(), start, AVSEEK_FLAG_BACKWARD);
        if (result < 0) {
            throw input.failure("cannot be played from the start again", result);
        }
        avcodec_flush_buffers(decoder);
        draining = false;
    }

    /** Makes a blocked {@link #next()} fail. Any thread. */
    public void cancel() {
        input.cancel();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        avformat_close_input(input.context());
        input.close();
    }
}
