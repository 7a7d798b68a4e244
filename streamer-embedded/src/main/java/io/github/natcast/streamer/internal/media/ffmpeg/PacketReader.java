package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the packets of a file or stream without decoding its pictures, in decoding order; audio that is not Opus is
 * decoded, and so is Opus once somebody has asked for that. Owns the input. Confined to one thread, except
 * {@link #cancel()}.
 */
public final class PacketReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(PacketReader.class);
    /** How much of one stream may be read ahead while the other has nothing. */
    private static final long MOST_QUEUED_BYTES = 32L << 20;

    private static final int OPUS_RATE = 48_000;
    private static final int STEREO = 2;

    private final MediaInput input;
    private final UnitTrack video;
    private @Nullable AVStream audio;
    /** Decodes what is not sent as it is. */
    private @Nullable MediaTrack decoded;

    private final AudioReader frames = new AudioReader();
    private final Deque<TimedPacket> units = new ArrayDeque<>();
    private final Deque<TimedPacket> sounds = new ArrayDeque<>();
    private final PacketTimes videoTimes;
    private final PacketTimes audioTimes;
    private long queuedBytes;
    private boolean ended;
    private boolean closed;
    private final AVPacket current = av_packet_alloc();
    private boolean currentIsVideo;
    private long currentNanos;

    /** What waits, which owns its packet. */
    private record TimedPacket(AVPacket packet, long timeNanos) {
        void free() {
            av_packet_free(packet);
        }
    }

    private PacketReader(MediaInput input, UnitTrack video, @Nullable AVStream audio, @Nullable MediaTrack decoded) {
        this.input = input;
        this.video = video;
        this.audio = audio;
        this.decoded = decoded;
        videoTimes = new PacketTimes(video.stream(), MediaInput.frameDurationNanos(video.stream()));
        audioTimes = new PacketTimes(audio == null ? video.stream() : audio, 0);
    }

    /**
     * Opens a file or a URL; empty when its pictures are in a codec that WebRTC does not send, or it has none.
     *
     * @param options how to read it
     * @throws MediaSourceException naming the location and FFmpeg's reason
     */
    public static Optional<PacketReader> open(String location, VideoSettings wanted, MediaOptions options)
            throws MediaSourceException {
        MediaLocation read = MediaLocation.of(location, wanted, options).fromFirstPacket();
        return MediaInput.open(read, options.timeout().toNanos(), PacketReader::of);
    }

    private static Optional<PacketReader> of(MediaInput input) {
        int videoIndex = av_find_best_stream(input.context(), AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        Optional<UnitTrack> video =
                videoIndex < 0 ? Optional.empty() : UnitTrack.of(input.context().streams(videoIndex));
        if (video.isEmpty()) {
            avformat_close_input(input.context());
            input.close();
            return Optional.empty();
        }
        int audioIndex = av_find_best_stream(input.context(), AVMEDIA_TYPE_AUDIO, -1, videoIndex, (AVCodec) null, 0);
        AVStream audio = audioIndex < 0 ? null : input.context().streams(audioIndex);
        MediaTrack decoded = null;
        if (audio != null && !isOpus(audio)) {
            try {
                decoded = input.track(audio);
            } catch (MediaSourceException unknown) {
                audio = null;
            }
        }
        return Optional.of(new PacketReader(input, video.get(), audio, decoded));
    }

    private static boolean isOpus(AVStream audio) {
        return audio.codecpar().codec_id() == AV_CODEC_ID_OPUS
                && audio.codecpar().sample_rate() == OPUS_RATE
                && audio.codecpar().ch_layout().nb_channels() <= STEREO;
    }

    /** Steps to the packet that is due next; false at the end. */
    public boolean next() throws MediaSourceException {
        av_packet_unref(current);
        while (!ended && mustRead()) {
            read();
        }
        TimedPacket unit = units.peek();
        TimedPacket sound = sounds.peek();
        if (unit == null && sound == null) {
            return false;
        }
        currentIsVideo = sound == null || (unit != null && unit.timeNanos() <= sound.timeNanos());
        TimedPacket next = currentIsVideo ? units.remove() : sounds.remove();
        av_packet_move_ref(current, next.packet());
        currentNanos = next.timeNanos();
        next.free();
        queuedBytes -= current.size();
        return true;
    }

    /** A file's streams are put in order; what comes live is passed on as it comes. */
    private boolean mustRead() {
        boolean nothing = units.isEmpty() && sounds.isEmpty();
        boolean oneIsMissing = units.isEmpty() || (audio != null && sounds.isEmpty());
        return nothing || (oneIsMissing && !input.isRealTime() && queuedBytes < MOST_QUEUED_BYTES);
    }

    private void read() throws MediaSourceException {
        AVPacket packet = av_packet_alloc();
        input.armTimeout();
        int result = av_read_frame(input.context(), packet);
        if (result >= 0 && packet.stream_index() == video.stream().index()) {
            if (video.rewrite(packet) >= 0 && packet.size() > 0) {
                queue(units, videoTimes, packet);
                return;
            }
        } else if (result >= 0 && audio != null && packet.stream_index() == audio.index() && packet.size() > 0) {
            queue(sounds, audioTimes, packet);
            return;
        }
        av_packet_free(packet);
        if (result == AVERROR_EOF) {
            ended = true;
        } else if (result < 0) {
            throw input.failure("cannot be read on", result);
        }
    }

    private void queue(Deque<TimedPacket> queue, PacketTimes times, AVPacket packet) {
        queuedBytes += packet.size();
        queue.add(new TimedPacket(packet, times.of(packet)));
    }

    public VideoCodec codec() {
        return video.codec();
    }

    /** The parameter sets that the container keeps apart; empty when there are none. */
    public byte[] parameterSets() {
        return video.parameterSets();
    }

    public boolean isVideo() {
        return currentIsVideo;
    }

    /**
     * Whether audio is Opus at 48 kHz in one or two channels, of which nothing was decoded yet; else {@link #audio}
     * decodes it.
     */
    public boolean isOpus() {
        return audio != null && decoded == null;
    }

    /** A copy of the current packet's bytes; at least one. */
    public byte[] data() {
        byte[] bytes = new byte[current.size()];
        current.data().get(bytes);
        return bytes;
    }

    public boolean isKeyFrame() {
        return (current.flags() & AV_PKT_FLAG_KEY) != 0;
    }

    /** When the current packet is decoded, on the input's own scale. */
    public long timeNanos() {
        return currentNanos;
    }

    /** By how much later it is shown: above 0 where pictures are not decoded in the order in which they are shown. */
    public long shownLaterNanos() {
        boolean known = current.pts() != AV_NOPTS_VALUE && current.dts() != AV_NOPTS_VALUE;
        return known ? MediaTrack.nanos(current.pts() - current.dts(), stream().time_base()) : 0;
    }

    public long durationNanos() {
        return (currentIsVideo ? videoTimes : audioTimes).durationNanos(current);
    }

    private AVStream stream() {
        return currentIsVideo || audio == null ? video.stream() : audio;
    }

    /**
     * What the current packet of audio decodes to; {@code due} says when a time of the input is heard. All that follows
     * must be decoded, too, and {@link #isOpus} says so: a decoder that misses packets is heard to.
     */
    public List<AudioFrame> audio(LongUnaryOperator due) {
        List<AudioFrame> heard = new ArrayList<>();
        openDecoder();
        if (decoded != null) {
            AVPacket packet = av_packet_alloc();
            av_packet_move_ref(packet, current);
            decoded.offer(packet);
            av_packet_free(packet);
            while (decoded.decode()) {
                heard.addAll(frames.read(decoded.frame(), due.applyAsLong(decoded.timeNanos())));
                decoded.take();
            }
        }
        return heard;
    }

    /** A source whose audio cannot be decoded is still shown. */
    private void openDecoder() {
        if (audio == null || decoded != null) {
            return;
        }
        try {
            decoded = input.track(audio);
        } catch (MediaSourceException unknown) {
            LOGGER.warn("played without audio: {}", unknown.getMessage());
            audio = null;
            forget(sounds);
        }
    }

    /** Whether packets come as they are captured: then they need no pacing. */
    public boolean isRealTime() {
        return input.isRealTime();
    }

    /** Whether {@link #rewind()} works. */
    public boolean isRepeatable() {
        return input.isRepeatable();
    }

    /** Goes back to the beginning. */
    public void rewind() throws MediaSourceException {
        input.rewind(video.stream());
        forget(units);
        forget(sounds);
        videoTimes.restart();
        audioTimes.restart();
        video.flush();
        if (decoded != null) {
            decoded.flush();
        }
        ended = false;
    }

    private void forget(Deque<TimedPacket> queue) {
        for (TimedPacket waiting : queue) {
            queuedBytes -= waiting.packet().size();
            waiting.free();
        }
        queue.clear();
    }

    /** Makes a blocked {@link #next()} fail. Any thread. */
    public void cancel() {
        input.cancel();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            forget(units);
            forget(sounds);
            av_packet_free(current);
            frames.close();
            if (decoded != null) {
                decoded.close();
            }
            video.close();
            avformat_close_input(input.context());
            input.close();
        }
    }
}
