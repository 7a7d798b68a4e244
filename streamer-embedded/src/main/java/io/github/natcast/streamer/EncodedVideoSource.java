package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.bitstream.OpusPackets;
import io.github.natcast.streamer.internal.media.bitstream.UnitCompleter;
import io.github.natcast.streamer.internal.media.source.PushedPlaybacks;
import java.nio.ByteBuffer;

/**
 * A source whose pictures the program has encoded already, by a camera or a GPU for example. They are sent as they are:
 * nothing is decoded or encoded for viewers who can play them.
 *
 * <pre>{@code
 * EncodedVideoSource source = VideoSource.encoded("camera", VideoCodec.H264);
 * source.onKeyFrameRequest(encoder::forceKeyFrame);
 * streamer.show(source);
 * source.push(accessUnit, System.nanoTime(), isKeyFrame);
 * }</pre>
 *
 * <p>Units are pushed in decoding order, none left out. Parameter sets (SPS, PPS, VPS) may come once, in a unit of
 * their own or with any key frame; they are put before each key frame that lacks them. Pictures that are captured in
 * another order than they are decoded in (B-frames) cannot be sent live; such a stream is decoded and encoded again, as
 * are codecs and profiles that a viewer has not negotiated, and smaller renditions. The log says so.
 *
 * <p>A viewer starts with a key frame: one is requested when it is needed and, when none comes, pictures are encoded
 * again up to the next. A key frame every second or two keeps that cheap.
 *
 * <p>While no streamer plays the source, a push has no effect. Thread-safe; units are taken in the order of the calls.
 * Capture times are on the scale of {@link System#nanoTime()} and corrected as those of a {@link PushVideoSource}.
 */
public final class EncodedVideoSource implements VideoSource {
    private final String name;
    private final VideoCodec codec;
    /** Confined to its own lock, under which units are delivered in their order. */
    private final UnitCompleter completer;

    private final PushedPlaybacks players = new PushedPlaybacks();

    private volatile Runnable keyFrameRequest = () -> {};
    private volatile boolean answersRequests;

    /**
     * Creates a source that no streamer plays yet.
     *
     * @param name the source's name in messages
     * @param codec what will be pushed
     */
    public EncodedVideoSource(String name, VideoCodec codec) {
        this.name = name;
        this.codec = codec;
        completer = new UnitCompleter(codec);
    }

    @Override
    public String name() {
        return name;
    }

    /** What is pushed. */
    public VideoCodec codec() {
        return codec;
    }

    /** {@inheritDoc} Never fails and never blocks; several playbacks may run at once, and each receives every push. */
    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) {
        Playback playback = players.add(sink, this::requestKeyFrame);
        keyFrameRequest.run();
        return playback;
    }

    /**
     * Whether pictures are wanted now: a streamer plays the source and, when the source is the standby, somebody
     * watches it. A program that pauses its encoder while this is false goes on with a key frame.
     */
    public boolean isWanted() {
        return players.isWanted();
    }

    /**
     * Sets what asks the program's encoder for a key frame as soon as possible. Requests that come close together share
     * one call; there is at most one in 300 ms for each format that is watched. Without it, those who need a key frame
     * are sent pictures that are encoded again, up to the next one.
     *
     * @param request called on a thread of the streamer; must not block
     */
    public void onKeyFrameRequest(Runnable request) {
        keyFrameRequest = request;
        answersRequests = true;
    }

    /**
     * Pushes a copy of one encoded picture: the bytes between the buffer's position, which does not change, and its
     * limit. The caller may write to the buffer again at once.
     *
     * @param accessUnit an access unit with start codes (Annex B) for H.264 and H.265, one frame for VP8, one temporal
     *     unit for AV1, with or without its temporal delimiter; or parameter sets alone
     * @param captureTimeNanos when the picture was taken, on the scale of {@link System#nanoTime()}
     * @param keyFrame whether decoding can start here
     * @return false when nobody plays the source
     * @throws IllegalArgumentException when the unit is empty, longer than {@link EncodedUnit#MAXIMUM_BYTES}, or does
     *     not begin with a start code where the codec asks for one
     */
    public boolean push(ByteBuffer accessUnit, long captureTimeNanos, boolean keyFrame) {
        requireForm(accessUnit);
        synchronized (completer) {
            completer
                    .complete(copy(accessUnit), keyFrame, captureTimeNanos)
                    .ifPresent(unit -> players.deliver(sink -> sink.onEncoded(unit)));
            return !players.isEmpty();
        }
    }

    /**
     * Pushes a copy of one Opus packet, as a WebRTC sender makes it: at 48 kHz, of 10 to 60 ms. Its capture time is on
     * the same scale as those of the pictures. It is sent as it is.
     *
     * @param packet one packet (RFC 6716 §3)
     * @param captureTimeNanos when its first sample was captured, on the scale of {@link System#nanoTime()}
     * @return false when nobody plays the source
     * @throws IllegalArgumentException when the packet is empty or damaged, of another length in time, or longer than
     *     an RTP packet may be (1,200 bytes)
     */
    public boolean pushOpus(ByteBuffer packet, long captureTimeNanos) {
        byte[] copy = copy(packet);
        if (!OpusPackets.isSendable(copy)) {
            throw new IllegalArgumentException("source " + name + ": an Opus packet of " + copy.length + " bytes and "
                    + OpusPackets.durationNanos(copy) / 1_000_000.0 + " ms must have 1 to " + OpusPackets.MOST_BYTES
                    + " bytes and 10 to 60 ms: change the encoder's bit rate or frame length");
        }
        return players.deliver(sink -> sink.onOpus(copy, captureTimeNanos));
    }

    /** Ends the source: every streamer that plays it shows its standby. */
    public void end() {
        players.stop(MediaSink::onEnd);
    }

    /**
     * Reports that the source cannot continue: every streamer that plays it logs the reason and shows its standby.
     *
     * @param reason why, for the log and the health page
     */
    public void fail(String reason) {
        MediaSourceException failure = new MediaSourceException("source " + name + " failed: " + reason);
        players.stop(sink -> sink.onFailure(failure));
    }

    private void requireForm(ByteBuffer unit) {
        if (unit.remaining() == 0 || unit.remaining() > EncodedUnit.MAXIMUM_BYTES) {
            throw new IllegalArgumentException("source " + name + ": a unit of " + unit.remaining()
                    + " bytes must have 1 to " + EncodedUnit.MAXIMUM_BYTES + ": push one whole picture in each call");
        }
        boolean annexB = codec == VideoCodec.H264 || codec == VideoCodec.H265;
        if (annexB && !startsWithStartCode(unit)) {
            throw new IllegalArgumentException("source " + name + ": the " + codec + " unit of " + unit.remaining()
                    + " bytes does not begin with a start code (00 00 01): units with their lengths in front, as in"
                    + " MP4 (AVCC, HVCC), must be converted to Annex B, by FFmpeg's filter "
                    + (codec == VideoCodec.H264 ? "h264_mp4toannexb" : "hevc_mp4toannexb") + " for example");
        }
    }

    /** Zero bytes may precede a start code (H.264 §B.1.1). */
    private static boolean startsWithStartCode(ByteBuffer unit) {
        int at = unit.position();
        while (at < unit.limit() && unit.get(at) == 0) {
            at++;
        }
        return at - unit.position() >= 2 && at < unit.limit() && unit.get(at) == 1;
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private boolean requestKeyFrame() {
        keyFrameRequest.run();
        return answersRequests;
    }
}
