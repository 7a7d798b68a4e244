package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegAudio;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.source.PlaybackClock;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import io.github.natcast.streamer.internal.media.video.Encoding;
import io.github.natcast.streamer.internal.media.video.EncodingEvent;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.rtp.opus.OpusPacketizer;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.NumberedStreams;
import io.github.natcast.streamer.internal.sender.Packetizers;
import io.github.natcast.streamer.internal.sender.StreamParameters;
import io.github.natcast.streamer.internal.sender.ViewerSender;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A source's whole way to its viewers, as fast as the machine goes. Decoding, both pipelines with their encoders,
 * packetizers, fan-out and SRTP are the real ones on their own threads; there are no sockets, and {@link Lockstep}
 * drives the clock. All counters begin so that they wrap on the way: sequence numbers soon, RTP timestamps after a
 * quarter of the time, NTP's era after a third; the clock itself passes zero half-way. Two viewers stay, one with each
 * protection profile, and others come and go. Confined to one thread.
 */
public final class LongRun implements AutoCloseable {
    private static final VideoSettings VIDEO =
            VideoSettings.defaults().withSize(160, 90).withBitrate(100_000);
    private static final Map<VideoCodec, String> SOFTWARE =
            Map.of(VideoCodec.H264, "libopenh264", VideoCodec.VP8, "libvpx");
    private static final int VIDEO_SSRC = 0x70000001;
    private static final int AUDIO_SSRC = 0xF0000002;
    private static final int VIDEO_TYPE = 102;
    private static final int AUDIO_TYPE = 111;
    private static final int FIRST_SEQUENCE_NUMBER = 65_400;
    /** 2^32 seconds after 1900 (RFC 5905 §6). */
    private static final Instant NTP_ERA_ENDS = Instant.parse("2036-02-07T06:28:16Z");

    private static final int GUESTS = 3;

    private final Random random = new Random(11);
    private final Lockstep clock;
    private final Offsets offsets;
    private final FlashTap flashes;
    private final BeepTap beeps;
    private final ObservedSource source;
    private final Wire wire;
    private final Fanout fanout;
    private final MediaPipeline pipeline;
    private final Broadcast pictures;
    private final Broadcast audios;
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Deque<ViewerSender> guests = new ArrayDeque<>();
    private final int videoOffset;
    private final int audioOffset;
    private int ports = Wire.FIRST_PORT;
    private int guestsSeen;

    /** Plays {@code media} of the source that {@code source} makes of the clock. */
    public LongRun(
            Duration media,
            Function<PlaybackClock, VideoSource> source,
            EncodingFormat format,
            AudioSettings audioSettings)
            throws Exception {
        long start = -media.toNanos() / 2;
        clock = new Lockstep(start, media.toNanos());
        offsets = new Offsets(media);
        this.source = new ObservedSource(source.apply(clock), clock);
        flashes = new FlashTap(new FfmpegEncoders(), clock, offsets);
        beeps = new BeepTap(new FfmpegAudio(), clock, offsets);
        wire = new Wire(clock);
        videoOffset = wrappingAfter(media.dividedBy(4), start, RtpClock.VIDEO_RATE);
        audioOffset = wrappingAfter(media.dividedBy(4), start, OpusPacketizer.CLOCK_RATE);
        fanout = new Fanout(
                FanoutSettings.ofDefaults(),
                () -> wire,
                clock,
                () -> NTP_ERA_ENDS.minus(media.dividedBy(3)),
                random,
                task -> new Thread(task, "long-run-sender"));
        AudioEncoding audio = new AudioEncoding(audioSettings, beeps, clock);
        pipeline = new MediaPipeline(
                VIDEO.withEncoder(Objects.requireNonNull(SOFTWARE.get(format.codec()))),
                flashes,
                Optional.of(audio),
                MediaPipeline.STALL,
                clock,
                BackgroundTasks.threads(),
                this::note,
                this::note);
        Encoding encoding = pipeline.video().of(format);
        pictures =
                fanout.broadcast(Packetizers.of(format.codec(), OptionalInt.of(1), random), encoding::requestKeyFrame);
        audios = fanout.broadcast(OpusPacketizer.CLOCK_RATE);
        receivers.add(stay(SrtpProfile.AEAD_AES_128_GCM));
        receivers.add(stay(SrtpProfile.AES128_CM_HMAC_SHA1_80));
        audio.subscribe(this::send);
        encoding.subscribe(frame -> {
            clock.frameOut();
            pictures.onFrame(frame);
        });
        pipeline.sources().start(this.source);
    }

    /** The offset with which a timestamp reaches 2^32 {@code later} than {@code start}. */
    private static int wrappingAfter(Duration later, long start, int rate) {
        return -RtpClock.timestamp(start + later.toNanos(), rate);
    }

    private void note(SourceEvent event) {
        if (!(event instanceof SourceEvent.Shown)) {
            troubles.add(event.toString());
        }
    }

    private void note(EncodingEvent event) {
        if (!(event instanceof EncodingEvent.EncoderOpened)) {
            troubles.add(event.toString());
        }
    }

    private void send(EncodedAudio packet) {
        audios.send(OpusPacketizer.packetize(packet.data(), packet.captureTimeNanos(), packet.silent()));
    }

    private Receiver stay(SrtpProfile profile) {
        Receiver receiver = new Receiver(profile, VIDEO_SSRC, random);
        wire.connect(ports, receiver);
        open(receiver, FIRST_SEQUENCE_NUMBER, videoOffset, audioOffset);
        return receiver;
    }

    private ViewerSender open(Receiver receiver, int sequenceNumber, int videoTimestamp, int audioTimestamp) {
        ViewerSender viewer = fanout.open(receiver.sender(), failure -> troubles.add("sending failed: " + failure));
        NumberedStreams.begin(
                viewer,
                pictures,
                new StreamParameters(VIDEO_SSRC & 0xFFFF_FFFFL, VIDEO_TYPE, "cname"),
                sequenceNumber,
                videoTimestamp);
        NumberedStreams.begin(
                viewer,
                audios,
                new StreamParameters(AUDIO_SSRC & 0xFFFF_FFFFL, AUDIO_TYPE, "cname"),
                sequenceNumber,
                audioTimestamp);
        viewer.path(Wire.path(ports++));
        return viewer;
    }

    /** Lets one viewer join and, when there are several, the one that came first leave. */
    public void changeGuests() {
        SrtpProfile[] profiles = SrtpProfile.values();
        Receiver receiver = new Receiver(profiles[guestsSeen++ % profiles.length], VIDEO_SSRC, random);
        if (ports > 60_000) {
            ports = Wire.FIRST_PORT + 100;
        }
        guests.add(open(receiver, random.nextInt(1 << 15), random.nextInt(), random.nextInt()));
        if (guests.size() > GUESTS) {
            guests.remove().close();
        }
    }

    /** Waits in real time; returns true once all media have passed. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        return clock.awaitEnd(millis);
    }

    /** Media time that has passed, in nanoseconds. */
    public long mediaNanos() {
        return clock.mediaNanos();
    }

    public Offsets offsets() {
        return offsets;
    }

    /**
     * Pictures that the source made and that were encoded, frames of audio that were encoded, packets to all viewers.
     */
    public record Counts(long pictures, long encodedPictures, long encodedAudio, long packets, int guests) {}

    public Counts counts() {
        return new Counts(
                source.pictures.get(), flashes.pictures.get(), beeps.frames.get(), wire.packets(), guestsSeen);
    }

    /** What must not happen and did; empty when all went well. */
    public List<String> troubles() {
        List<String> all = new ArrayList<>(troubles);
        String failure = source.failure.get();
        if (failure != null) {
            all.add("the source ended: " + failure);
        }
        if (clock.stuck() > 0) {
            all.add(clock.stuck() + " times something was not sent");
        }
        for (Receiver receiver : receivers) {
            if (receiver.unopened() > 0) {
                all.add(receiver.unopened() + " packets could not be opened");
            }
        }
        return all;
    }

    /**
     * Call after {@link #close()}. One for each of the two viewers that stayed, in the order of {@link SrtpProfile}.
     */
    public List<StreamSummary> videoStreams() {
        return receivers.stream().map(receiver -> receiver.video.summary()).toList();
    }

    public List<StreamSummary> audioStreams() {
        return receivers.stream().map(receiver -> receiver.audio.summary()).toList();
    }

    /** RTP and RTCP packets that these two opened. */
    public long opened() {
        return receivers.stream().mapToLong(Receiver::opened).sum();
    }

    @Override
    public void close() {
        pipeline.close();
        fanout.close();
    }
}
