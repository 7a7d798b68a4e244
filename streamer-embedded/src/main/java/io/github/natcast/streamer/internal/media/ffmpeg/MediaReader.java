package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pictures and the audio of a file or stream piece by piece, in the order of their times. Owns the input and
 * its tracks. Confined to one thread, except {@link #cancel()}.
 */
public final class MediaReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MediaReader.class);
    /** Containers round times, and audio ends a little before or after the pictures. */
    private static final double MOST_MISSING_SECONDS = 0.5;
    /** How much of one stream may be read ahead while the other has nothing; beyond that it is taken as it comes. */
    private static final long MOST_QUEUED_BYTES = 32L << 20;

    private final MediaInput input;
    private final @Nullable MediaTrack video;
    private final List<MediaTrack> tracks;
    private final AudioReader audio = new AudioReader();
    private final AVPacket packet = av_packet_alloc();
    private @Nullable MediaTrack current;
    private boolean closed;
    /** The earliest and the latest time among the first round's packets. */
    private long firstNanos = Long.MAX_VALUE;

    private long lastNanos;
    private boolean ended;

    /** Owns the tracks, at least one of which is present. */
    MediaReader(MediaInput input, Optional<MediaTrack> video, Optional<MediaTrack> audio) {
        this.input = input;
        this.video = video.orElse(null);
        tracks = Stream.of(video, audio).flatMap(Optional::stream).toList();
    }

    /**
     * Opens a file, a URL, or a capture device as {@code FORMAT:NAME}, and its decoders.
     *
     * @param wanted what to request from a device
     * @throws MediaSourceException naming the location and FFmpeg's reason
     */
    public static MediaReader open(String location, VideoSettings wanted, MediaOptions options)
            throws MediaSourceException {
        return MediaInput.openReader(
                MediaLocation.of(location, wanted, options), options.timeout().toNanos());
    }

    /** As {@link #open(String, VideoSettings, MediaOptions)}, with defaults but for the timeout. */
    static MediaReader open(String location, VideoSettings wanted, Duration timeout) throws MediaSourceException {
        return open(location, wanted, MediaOptions.defaults().withTimeout(timeout));
    }

    /**
     * Checks that the options go with the location.
     *
     * @throws IllegalArgumentException when one does not, as headers with a file
     */
    public static void requireMeaning(String location, MediaOptions options) {
        MediaLocation.requireMeaning(location, options);
    }

    /** Whether the location is a camera's or a live stream's, as far as its text says. */
    public static boolean isLive(String location) {
        return MediaLocation.isLive(location);
    }

    /** Decodes the next picture or piece of audio; false at the end. */
    public boolean next() throws MediaSourceException {
        current = null;
        while (true) {
            MediaTrack first = null;
            boolean waiting = false;
            for (MediaTrack track : tracks) {
                if (track.decode()) {
                    first = first == null || track.timeNanos() < first.timeNanos() ? track : first;
                } else {
                    waiting |= !track.isOver();
                    requireWhole(track);
                }
            }
            if (first != null && (!waiting || input.isRealTime() || queuedBytes() > MOST_QUEUED_BYTES)) {
                first.take();
                current = first;
                return true;
            }
            if (!waiting) {
                return false;
            }
            read();
        }
    }

    /** What was read and waits for its decoder. */
    long queuedBytes() {
        return tracks.stream().mapToLong(MediaTrack::queuedBytes).sum();
    }

    /** Damaged audio is skipped; without pictures there is nothing to show. */
    private void requireWhole(MediaTrack track) throws MediaSourceException {
        if (track.failure() != 0 && (track == video || video == null)) {
            throw input.failure("cannot be decoded", track.failure());
        }
    }

    private void read() throws MediaSourceException {
        input.armTimeout();
        int result = av_read_frame(input.context(), packet);
        if (result == AVERROR_EOF) {
            tracks.forEach(MediaTrack::endInput);
            tellIfCutShort();
            return;
        }
        if (result < 0) {
            throw input.failure("cannot be read on", result);
        }
        if (!ended) {
            noteExtent();
        }
        for (MediaTrack track : tracks) {
            if (packet.stream_index() == track.index()) {
                track.offer(packet);
            }
        }
        av_packet_unref(packet);
    }

    /** Counts every stream, even one that is not played: the header states the length of the longest. */
    private void noteExtent() {
        long ticks = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        if (ticks != AV_NOPTS_VALUE) {
            AVRational timeBase = input.context().streams(packet.stream_index()).time_base();
            firstNanos = Math.min(firstNanos, MediaTrack.nanos(ticks, timeBase));
            lastNanos = Math.max(lastNanos, MediaTrack.nanos(ticks + packet.duration(), timeBase));
        }
    }

    /** Warns once: a file is looped. */
    private void tellIfCutShort() {
        double announced = input.announcedNanos() / 1e9;
        double found = Math.max(0, lastNanos - firstNanos) / 1e9;
        if (!ended && announced - found > MOST_MISSING_SECONDS) {
            LOGGER.warn(
                    "source {} is cut short: it has {} s of the {} s that its header announces, and is "
                            + "shown up to there",
                    input.name(),
                    String.format(Locale.ROOT, "%.1f", found),
                    String.format(Locale.ROOT, "%.1f", announced));
        }
        ended = true;
    }

    private MediaTrack current() {
        if (current == null) {
            throw new IllegalStateException("there is no current picture or audio");
        }
        return current;
    }

    public boolean hasVideo() {
        return video != null;
    }

    /** Whether the current piece is a picture, not audio. */
    public boolean isVideo() {
        return current() == video;
    }

    /** When the current piece is shown or heard, on the input's own scale. */
    public long timeNanos() {
        return current().timeNanos();
    }

    /** How long the current piece is shown or heard. */
    public long durationNanos() {
        return current().durationNanos();
    }

    /**
     * The current picture, not copied; the caller owns it.
     *
     * @throws MediaSourceException when it is larger than a {@link VideoFrame} may be
     */
    public VideoFrame picture(long captureTimeNanos) throws MediaSourceException {
        AVFrame frame = current().frame();
        if (frame.width() > VideoFrame.MAXIMUM_SIDE || frame.height() > VideoFrame.MAXIMUM_SIDE) {
            throw new MediaSourceException("source " + input.name() + " has pictures of " + frame.width() + "x"
                    + frame.height() + "; the largest that can be shown are " + VideoFrame.MAXIMUM_SIDE + "x"
                    + VideoFrame.MAXIMUM_SIDE + ": scale it down");
        }
        return AvFrames.frameOf(frame, captureTimeNanos);
    }

    /** The current piece of audio: one frame, or several when it is longer than a second. */
    public List<AudioFrame> audio(long captureTimeNanos) {
        return audio.read(current().frame(), captureTimeNanos);
    }

    /** Whether pictures come as they are captured, as from a camera: then they need no pacing. */
    public boolean isRealTime() {
        return input.isRealTime();
    }

    /** Whether {@link #rewind()} works. */
    public boolean isRepeatable() {
        return input.isRepeatable();
    }

    /** Goes back to the beginning. */
    public void rewind() throws MediaSourceException {
        input.rewind(tracks.get(0).stream());
        tracks.forEach(MediaTrack::flush);
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
        audio.close();
        av_packet_free(packet);
        tracks.forEach(MediaTrack::close);
        avformat_close_input(input.context());
        input.close();
    }
}
