package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.channels.ChannelLimits;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.runtime.StreamerConfig;
import io.github.natcast.streamer.internal.runtime.StreamerRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A builder of {@link Streamer}s. Every setting has a default, and together the defaults work on a network without NAT.
 *
 * <pre>{@code
 * Streamer streamer = Streamer.builder()
 *         .source(VideoSource.media("rtsp://camera.local/1"))
 *         .standby(VideoSource.testPattern())
 *         .video(VideoSettings.defaults().withSize(1920, 1080))
 *         .publicAddress("51.161.209.200", 40111)
 *         .build();
 * }</pre>
 *
 * <p>Confined to one thread. {@link #build} checks the settings and copies them.
 */
public final class StreamerBuilder extends SecurityBuilder<StreamerBuilder> {
    private VideoSource source = VideoSource.testPattern();
    private Optional<VideoSource> standby = Optional.empty();
    private Duration standbyAfter = Duration.ofSeconds(2);
    private VideoSettings video = VideoSettings.defaults();
    private int maximumViewers = 500;
    private List<VideoCodec> codecs = List.of(VideoCodec.H264, VideoCodec.VP8);
    private boolean lowestDelay;
    private boolean segmentation = true;
    private AudioSettings audio = AudioSettings.defaults();
    private int maximumChannels = ChannelLimits.ofDefaults().channels();
    private int maximumEncoders = ChannelLimits.ofDefaults().encoders();
    private OptionalInt maximumGpuEncoders = ChannelLimits.ofDefaults().gpuEncoders();
    private boolean softwareBeyondGpu = ChannelLimits.ofDefaults().softwareBeyondGpu();
    private Optional<Admission> admission = Optional.empty();
    private StreamerListener listener = new StreamerListener() {};
    private boolean rehearse = true;
    private boolean publishes;

    StreamerBuilder() {}

    @Override
    StreamerBuilder self() {
        return this;
    }

    /** Sets the source that is shown first. Default: the test pattern. */
    public StreamerBuilder source(VideoSource value) {
        source = Checks.given("source", value, "leave it out for the test pattern");
        return this;
    }

    /**
     * Sets the source that is shown while no other source delivers: before {@link #source} delivers its first picture,
     * and when a source ends, fails or is silent for {@link #standbyAfter}. The streamer opens it when it starts. With
     * a standby, the streamer also starts when {@link #source} cannot be opened, and retries to open it every 1 to 30
     * seconds, now and whenever it fails later. Default: {@link #source} itself.
     */
    public StreamerBuilder standby(VideoSource value) {
        standby = Optional.of(Checks.given("standby", value, "leave it out where the source is its own standby"));
        return this;
    }

    /** Sets how long a live source may be silent until the standby is shown, 200 ms to 1 minute. Default: 2 seconds. */
    public StreamerBuilder standbyAfter(Duration silence) {
        standbyAfter = Checks.given("standbyAfter", silence, "leave it out for 2 seconds");
        return this;
    }

    /** Sets size, frame rate, bitrate and encoder of the video. Default: {@link VideoSettings#defaults()}. */
    public StreamerBuilder video(VideoSettings value) {
        video = Checks.given("video", value, "leave it out for VideoSettings.defaults()");
        return this;
    }

    /** Sets channels and bitrate of the audio, or disables it. Default: {@link AudioSettings#defaults()}. */
    public StreamerBuilder audio(AudioSettings value) {
        audio = Checks.given("audio", value, "write AudioSettings.disabled() for none");
        return this;
    }

    /** Sets how many viewers may watch at once, all channels together, 1 or more. Default: 500. */
    public StreamerBuilder maximumViewers(int value) {
        maximumViewers = value;
        return this;
    }

    /**
     * Sets the video codecs that may be negotiated, in order of preference; at least one. Each is encoded only while a
     * viewer needs it. One without a usable encoder is omitted; starting fails when none is left. Default: H.264, VP8.
     */
    public StreamerBuilder codecs(List<VideoCodec> value) {
        codecs = Checks.givenAll("codecs", value, "name at least one, such as H264");
        return this;
    }

    /**
     * Sets whether viewers are asked to show each picture as soon as it is decoded (the playout-delay header extension
     * with 0 to 0 ms). This gives the lowest delay; playback is less even on a path with jitter. Default: false.
     */
    public StreamerBuilder lowestDelay(boolean value) {
        lowestDelay = value;
        return this;
    }

    /**
     * Sets whether several packets to one viewer may be passed to the kernel in one call where it supports that
     * (UDP_SEGMENT on Linux). The bytes on the wire are the same and cost a fraction of the CPU time. Default: true.
     */
    public StreamerBuilder segmentation(boolean value) {
        segmentation = value;
        return this;
    }

    /**
     * Sets the listener that is notified of viewers, sources, encoders and addresses, on the streamer's control thread.
     * Default: none.
     */
    public StreamerBuilder listener(StreamerListener value) {
        listener = Checks.given("listener", value, "leave it out for none");
        return this;
    }

    /**
     * Sets who decides which channel a viewer watches, if any. Default: the open channel that is named like the
     * viewer's session, or else the default channel.
     */
    public StreamerBuilder admission(Admission value) {
        admission = Optional.of(Checks.given("admission", value, "leave it out for everybody"));
        return this;
    }

    /**
     * Sets how many channels may be open at once, the default one included, 1 or more; opening another one fails then.
     * Default: 100.
     */
    public StreamerBuilder maximumChannels(int value) {
        maximumChannels = value;
        return this;
    }

    /**
     * Sets how many video encoders may be open at once, all channels together, 1 or more. There is one for each format
     * and rendition that some viewer of a channel is sent; it stays open for half a minute after the last one, unless
     * another needs its room. The default channel's are open from the start. When all are in use, an offer that needs
     * another one is refused with status 503 and the code {@code no_encoder_free}, and viewers get a rendition that is
     * encoded. Default: 64.
     */
    public StreamerBuilder maximumEncoders(int value) {
        maximumEncoders = value;
        return this;
    }

    /**
     * Sets how many of those may be on graphics hardware, 0 or more, because drivers open only a few at once. Default:
     * as many as the driver opens.
     */
    public StreamerBuilder maximumGpuEncoders(int value) {
        maximumGpuEncoders = OptionalInt.of(value);
        return this;
    }

    /**
     * Sets whether the processor encodes what {@link #maximumGpuEncoders} leaves no room for. Otherwise that is
     * refused. Default: true.
     */
    public StreamerBuilder softwareBeyondGpu(boolean value) {
        softwareBeyondGpu = value;
        return this;
    }

    /**
     * Sets whether {@link Streamer#start} lets some viewers of its own join, so that everything is loaded, compiled and
     * proven before it returns. Without, it returns in a fraction of a second, plus the loading of FFmpeg's natives
     * when it is the first one in the process. That suits unit tests; in return, the first viewer waits up to some
     * seconds longer. Default: true.
     */
    public StreamerBuilder rehearse(boolean value) {
        rehearse = value;
        return this;
    }

    /**
     * Sets whether {@link Streamer#start} loads what {@link Streamer#publish} needs, beside the other work. Without,
     * the first publication waits for that, about a second; a program that never publishes is spared it. Default:
     * false.
     */
    public StreamerBuilder publishes(boolean value) {
        publishes = value;
        return this;
    }

    /**
     * Builds a streamer that is not started yet.
     *
     * @throws IllegalArgumentException when a value is out of its range, two values contradict each other, there is no
     *     such encoder, a STUN or TURN server is not reached by UDP, or a TURN server lacks credentials and there is no
     *     secret; the message names the value and the remedy. What can be told of one value alone, its setter refuses
     */
    public Streamer build() {
        video.encoder().ifPresent(name -> FfmpegEncoders.requireKnown(name, codecs));
        return build(FfmpegEncoders::new);
    }

    /** With other encoders than FFmpeg's, for tests of encoders that fail. */
    Streamer build(StreamerRuntime.EncoderSource encoders) {
        return new Streamer(
                new StreamerConfig(
                        new ChannelSettings(source, standby, standbyAfter, video, audio, codecs, OptionalInt.empty()),
                        new ChannelLimits(maximumChannels, maximumEncoders, maximumGpuEncoders, softwareBeyondGpu),
                        admission,
                        lowestDelay,
                        segmentation,
                        bind(),
                        mediaPort,
                        addresses(),
                        tcp(),
                        nat(),
                        maximumViewers,
                        security(),
                        forwarders(),
                        listener,
                        rehearse,
                        publishes),
                encoders);
    }
}
