package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * When the packets of one stream are decoded. One without a time, as in a raw stream of H.264, follows the one before
 * it. Confined to the reading thread.
 */
final class PacketTimes {
    private final AVStream stream;
    private final long usualDurationNanos;
    /** When the last packet ends. */
    private long endNanos;

    /** @param usualDurationNanos of a picture, by the stream's rate; 0 for audio, whose packets state their own */
    PacketTimes(AVStream stream, long usualDurationNanos) {
        this.stream = stream;
        this.usualDurationNanos = usualDurationNanos;
    }

    /** The next packet's time, on the input's own scale. */
    long of(AVPacket packet) {
        long ticks = ticks(packet);
        long time = ticks == AV_NOPTS_VALUE ? endNanos : MediaTrack.nanos(ticks, stream.time_base());
        endNanos = time + durationNanos(packet);
        return time;
    }

    /** What FFmpeg states of a picture without a time is a guess, and a tick of its clock from the second round on. */
    long durationNanos(AVPacket packet) {
        boolean guessed = ticks(packet) == AV_NOPTS_VALUE && usualDurationNanos > 0;
        return packet.duration() > 0 && !guessed
                ? MediaTrack.nanos(packet.duration(), stream.time_base())
                : usualDurationNanos;
    }

    private static long ticks(AVPacket packet) {
        return packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
    }

    /** The next packet is the stream's first one again. */
    void restart() {
        endNanos = 0;
    }
}
