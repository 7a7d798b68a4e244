package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** One stream of an input with its decoder, and the packets that wait for it. Confined to the reading thread. */
final class MediaTrack implements AutoCloseable {
    /** A damaged packet costs only its frame: the next ones may be whole. This many in a row end the track. */
    private static final int MOST_DAMAGED = 100;

    private final AVStream stream;
    private final AVCodecContext decoder;
    private final AVFrame frame = av_frame_alloc();
    private final Deque<AVPacket> packets = new ArrayDeque<>();
    private final long defaultDurationNanos;
    private long queuedBytes;
    private boolean inputEnded;
    private boolean drained;
    private boolean pending;
    private boolean any;
    private int damaged;
    private int failure;
    private long timeNanos;
    private long durationNanos;

    /**
     * @param decoder open; owned by the track from now on
     * @param defaultDurationNanos of a frame that does not state its own
     */
    MediaTrack(AVStream stream, AVCodecContext decoder, long defaultDurationNanos) {
        this.stream = stream;
        this.decoder = decoder;
        this.defaultDurationNanos = defaultDurationNanos;
    }

    int index() {
        return stream.index();
    }

    AVCodecContext decoder() {
        return decoder;
    }

    AVStream stream() {
        return stream;
    }

    /** Takes over the packet's reference, and drops it when the track is over: nobody would decode it. */
    void offer(AVPacket packet) {
        if (drained) {
            av_packet_unref(packet);
            return;
        }
        AVPacket kept = av_packet_alloc();
        av_packet_move_ref(kept, packet);
        queuedBytes += kept.size();
        packets.add(kept);
    }

    /** No packet follows those that wait. */
    void endInput() {
        inputEnded = true;
    }

    /** Bytes waiting to be decoded. */
    long queuedBytes() {
        return queuedBytes;
    }

    /** Decodes up to the next frame, if the packets that wait suffice for one. */
    boolean decode() {
        while (!pending && !drained) {
            int result = avcodec_receive_frame(decoder, frame);
            if (result >= 0) {
                damaged = 0;
                stamp();
                pending = true;
            } else if (result == AVERROR_EAGAIN()) {
                if (!feed()) {
                    return false;
                }
            } else if (result == AVERROR_EOF) {
                drained = true;
            } else {
                damaged(result);
            }
        }
        return pending;
    }

    private boolean feed() {
        AVPacket packet = packets.poll();
        if (packet == null) {
            if (!inputEnded || drained) {
                return false;
            }
            // A second end of stream is refused, and means that there is nothing left.
            drained = avcodec_send_packet(decoder, null) < 0;
            return !drained;
        }
        queuedBytes -= packet.size();
        int result = avcodec_send_packet(decoder, packet);
        av_packet_free(packet);
        if (result < 0) {
            damaged(result);
        }
        return true;
    }

    private void damaged(int result) {
        if (++damaged > MOST_DAMAGED) {
            failure = result;
            drained = true;
            forgetPackets();
        }
    }

    private void stamp() {
        long ticks = frame.best_effort_timestamp();
        long previous = timeNanos + durationNanos;
        timeNanos = ticks == AV_NOPTS_VALUE ? (any ? previous : 0) : nanos(ticks);
        int samples = frame.nb_samples();
        if (samples > 0 && frame.sample_rate() > 0) {
            durationNanos = samples * 1_000_000_000L / frame.sample_rate();
        } else {
            // What FFmpeg states of a picture without a time is a guess.
            boolean stated = ticks != AV_NOPTS_VALUE && frame.duration() > 0;
            durationNanos = stated ? nanos(frame.duration()) : defaultDurationNanos;
        }
        any = true;
    }

    private long nanos(long ticks) {
        return nanos(ticks, stream.time_base());
    }

    static long nanos(long ticks, AVRational timeBase) {
        long numerator = 1_000_000_000L * timeBase.num();
        long denominator = timeBase.den();
        // In two parts, so that a long stream does not overflow.
        return ticks / denominator * numerator + ticks % denominator * numerator / denominator;
    }

    /** Whether there is a frame that nobody has taken yet. */
    boolean isPending() {
        return pending;
    }

    /** Whether the last frame has come; {@link #flush()} changes that. */
    boolean isOver() {
        return drained && !pending;
    }

    /** FFmpeg's error that ended the track too early; 0 when there was none. */
    int failure() {
        return failure;
    }

    /** The frame decoded last; valid until the next is decoded. */
    AVFrame frame() {
        return frame;
    }

    long timeNanos() {
        return timeNanos;
    }

    long durationNanos() {
        return durationNanos;
    }

    /** The frame has been used: the next may be decoded. */
    void take() {
        pending = false;
    }

    /** Forgets everything, before decoding starts at another place. */
    void flush() {
        forgetPackets();
        avcodec_flush_buffers(decoder);
        inputEnded = false;
        drained = false;
        pending = false;
        any = false;
    }

    private void forgetPackets() {
        packets.forEach(packet -> av_packet_free(packet));
        packets.clear();
        queuedBytes = 0;
    }

    @Override
    public void close() {
        forgetPackets();
        av_frame_free(frame);
        avcodec_free_context(decoder);
    }
}
