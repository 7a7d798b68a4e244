package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.answer.ChannelDirectory;
import io.github.natcast.streamer.internal.answer.OfferAnswerer;
import io.github.natcast.streamer.internal.answer.ReachableAddresses;
import io.github.natcast.streamer.internal.answer.Serving;
import io.github.natcast.streamer.internal.answer.WatchedChannel;
import io.github.natcast.streamer.internal.channels.BudgetedEncoders;
import io.github.natcast.streamer.internal.channels.ChannelLimits;
import io.github.natcast.streamer.internal.channels.ViewersOpener;
import io.github.natcast.streamer.internal.connection.ControlThread;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import io.github.natcast.streamer.internal.viewers.ChannelViewers;
import io.github.natcast.streamer.internal.viewers.SharedVideo;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.warmup.UsableEncodings;
import io.github.natcast.streamer.security.Limits;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A channel whose encoder makes frames of one size, 25 a second, and what publishing it needs. */
final class PublishingChannel implements AutoCloseable {
    static final VideoSettings VIDEO = VideoSettings.defaults().withSize(320, 180);

    /** What the last byte of a key frame is; that of another is {@link #OTHER_FRAME}. */
    static final byte KEY_FRAME = 0;

    static final byte OTHER_FRAME = 1;

    private static final int PATIENCE_SECONDS = 10;

    final TestEncoders encoders = new TestEncoders("cpu");
    final DtlsServer dtls = dtls();
    final ControlThread control = new ControlThread("natcast-control");
    final SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
    final PublishedStreams streams;
    final PublishedStreams simulcast;
    final OfferAnswerer answerer;

    private final VideoEncodings pictures;
    private final SharedVideo shared;
    private final Optional<AudioEncoding> sound;

    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults(),
            transport::openEgress,
            System::nanoTime,
            InstantSource.system(),
            new SecureRandom(),
            task -> Threads.daemon("natcast-sender", task));
    private final Queue<PublicationSession> sessions = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    /** Whether the source is heard. */
    volatile boolean tone;

    private final Thread source = new Thread(this::offerPictures, "source");

    PublishingChannel() throws Exception {
        this(1);
    }

    /** @param frameBytes what each frame has */
    PublishingChannel(int frameBytes) throws Exception {
        this(frameBytes, Optional.empty());
    }

    /** @param sound closed with this */
    PublishingChannel(AudioEncoding sound) throws Exception {
        this(1, Optional.of(sound));
    }

    private PublishingChannel(int frameBytes, Optional<AudioEncoding> sound) throws Exception {
        this.sound = sound;
        BudgetedEncoders budget =
                new BudgetedEncoders(new Marking(encoders, frameBytes), ChannelLimits.ofDefaults(), () -> false);
        pictures = new VideoEncodings(VIDEO, budget, System::nanoTime, () -> {}, event -> {});
        ViewerRegistry registry = new ViewerRegistry(new ViewerPlaces(Limits.defaults(), new RefusalCounts(), 10));
        WatchedChannel channel = new ViewersOpener(
                        dtls, Optional.empty(), budget, new SecureRandom(), InstantSource.system())
                .open(
                        new Serving(transport, fanout, control, registry, new StreamerListener() {}),
                        new ChannelViewers(Channel.DEFAULT_NAME, registry, OptionalInt.empty()),
                        ChannelSettings.of(VideoSource.testPattern()).withVideo(VIDEO),
                        pictures,
                        sound,
                        new UsableEncodings(List.of(VideoCodec.VP8), List.of(H264Profile.CONSTRAINED_BASELINE)));
        answerer = new OfferAnswerer(
                List::of,
                ChannelDirectory.of(channel),
                new ReachableAddresses(AddressSettings.own(), List.of(), transport),
                registry);
        shared = channel.viewers().video();
        streams = streams(channel, false);
        simulcast = streams(channel, true);
        source.start();
    }

    private PublishedStreams streams(WatchedChannel channel, boolean layers) {
        return new PublishedStreams(
                channel.codecs(),
                layers,
                channel.viewers(),
                dtls,
                control,
                () -> List.of(InetAddress.getLoopbackAddress()),
                List::of,
                EgressSockets.fastest());
    }

    /** As a channel whose settings change. */
    void change(VideoSettings next) {
        pictures.change(next);
        shared.change();
    }

    static DtlsServer dtls() {
        return new DtlsServer(
                DtlsIdentity.generate(new SecureRandom(), Instant.parse("2026-11-22T00:00:00Z")),
                4,
                Duration.ofSeconds(5));
    }

    private void offerPictures() {
        while (!closed) {
            ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(320, 180));
            pictures.offer(VideoFrame.of(PixelFormat.I420, 320, 180, pixels, System.nanoTime()), false);
            if (tone) {
                sound.ifPresent(encoding -> encoding.offer(beat(), false));
            }
            LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
        }
    }

    /** 40 ms of 500 Hz, captured now. */
    private static AudioFrame beat() {
        float[] samples = new float[2 * AudioSettings.SAMPLE_RATE / 25];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (i >> 1) / (double) AudioSettings.SAMPLE_RATE;
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 500 * seconds));
        }
        return AudioFrame.of(samples, AudioSettings.SAMPLE_RATE, 2, System.nanoTime());
    }

    /** Writes into each frame whether it is a key frame. */
    private record Marking(EncoderFactory encoders, int frameBytes) implements EncoderFactory {
        @Override
        public List<String> candidates(EncodingFormat format) {
            return encoders.candidates(format);
        }

        @Override
        public VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException {
            VideoEncoder opened = encoders.open(name, format, settings);
            return new VideoEncoder() {
                @Override
                public String name() {
                    return opened.name();
                }

                @Override
                public void encode(VideoFrame picture, long time, boolean keyFrame, Consumer<EncodedFrame> output) {
                    byte[] data = new byte[frameBytes];
                    data[frameBytes - 1] = keyFrame ? KEY_FRAME : OTHER_FRAME;
                    output.accept(new EncodedFrame(format.codec(), data, keyFrame, time));
                }

                @Override
                public void bitrate(int bitsPerSecond) {}

                @Override
                public void close() {
                    opened.close();
                }
            };
        }

        @Override
        public VideoDecoder openDecoder(VideoCodec codec) throws EncoderException {
            return encoders.openDecoder(codec);
        }
    }

    /** Opens a session that ends with this. */
    PublicationSession open(PublishedStreams of, PublicationSession.Listener listener) {
        PublicationSession session = of.open(listener);
        sessions.add(session);
        return session;
    }

    @Override
    public void close() {
        closed = true;
        Threads.joinUninterruptibly(source);
        CompletableFuture.runAsync(() -> sessions.forEach(PublicationSession::close), control)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        control.close();
        pictures.close();
        sound.ifPresent(AudioEncoding::close);
        fanout.close();
        transport.close();
        dtls.close();
    }
}
