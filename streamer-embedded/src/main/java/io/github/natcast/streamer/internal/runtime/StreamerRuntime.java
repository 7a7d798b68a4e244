package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.answer.AddressRewriting;
import io.github.natcast.streamer.internal.answer.OfferAnswerer;
import io.github.natcast.streamer.internal.connection.ControlThread;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.H264Level;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegAudio;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.monitoring.AudioReport;
import io.github.natcast.streamer.internal.monitoring.HealthReport;
import io.github.natcast.streamer.internal.monitoring.PipelineEventLog;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.Packetizers;
import io.github.natcast.streamer.internal.signaling.SignalingServer;
import io.github.natcast.streamer.internal.signaling.SignalingSettings;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.ice4j.Ice4jTransport;
import io.github.natcast.streamer.internal.viewers.SharedAudio;
import io.github.natcast.streamer.internal.viewers.SharedVideo;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.streamer.internal.viewers.ViewerLog;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.warmup.UsableEncodings;
import io.github.natcast.streamer.internal.warmup.WarmUp;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running streamer: opens its parts in the order in which they lean on each other, and closes them the other way
 * round.
 */
public final class StreamerRuntime implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamerRuntime.class);
    private static final int HANDSHAKE_THREADS = 4;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CANDIDATES_TIMEOUT = Duration.ofSeconds(3);

    private final Resources resources;
    private final MediaPipeline pipeline;
    private final IceTransport transport;
    private final SignalingServer signaling;
    private final ViewerRegistry registry;

    private StreamerRuntime(
            Resources resources,
            MediaPipeline pipeline,
            IceTransport transport,
            SignalingServer signaling,
            ViewerRegistry registry) {
        this.resources = resources;
        this.pipeline = pipeline;
        this.transport = transport;
        this.signaling = signaling;
        this.registry = registry;
    }

    public static StreamerRuntime open(
            NetworkSettings network,
            AddressRewriting addresses,
            VideoSettings video,
            SendSettings sending,
            SourceSettings shown,
            StreamerListener listener,
            EncoderSource encoders)
            throws StreamerException, InterruptedException {
        Resources resources = new Resources();
        boolean opened = false;
        try {
            StreamerRuntime runtime = open(network, addresses, video, sending, shown, listener, encoders, resources);
            opened = true;
            return runtime;
        } catch (FfmpegMissingException | EncoderException | MediaSourceException | IOException e) {
            throw new StreamerException(String.valueOf(e.getMessage()), e);
        } finally {
            if (!opened) {
                resources.close();
            }
        }
    }

    private static StreamerRuntime open(
            NetworkSettings network,
            AddressRewriting addresses,
            VideoSettings video,
            SendSettings wanted,
            SourceSettings shown,
            StreamerListener listener,
            EncoderSource encoderSource,
            Resources resources)
            throws FfmpegMissingException, EncoderException, MediaSourceException, IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        FanoutSettings fanoutSettings = FanoutSettings.ofDefaults();
        InetAddress bind = literal(network.bindAddress());
        EgressSockets egress = wanted.egressSockets();
        IceTransport transport = resources.add(Ice4jTransport.bind(
                bind, network.mediaPort(), fanoutSettings.senderThreads(), egress, network.nat(), random));

        EncoderFactory encoders = encoderSource.open();
        PipelineEventLog eventLog = new PipelineEventLog(InstantSource.system());
        Optional<AudioEncoding> audio = audio(wanted.audio());
        MediaPipeline pipeline = resources.add(new MediaPipeline(
                video,
                encoders,
                audio,
                shown.stall(),
                System::nanoTime,
                BackgroundTasks.threads(),
                eventLog::accept,
                eventLog::accept));
        pipeline.sources().start(shown.standby().orElse(shown.source()));
        if (shown.standby().isPresent()) {
            pipeline.sources().keepShowing(shown.source());
        }
        UsableEncodings usable = UsableEncodings.warmUp(wanted.codecs(), video, encoders, pipeline.video());
        SendSettings sending = wanted.withCodecs(usable.codecs());

        DtlsServer dtls = resources.add(new DtlsServer(
                DtlsIdentity.generate(random, InstantSource.system().instant()), HANDSHAKE_THREADS, HANDSHAKE_TIMEOUT));
        DeskFactory answerers = (media, over, senders, loop, registry, told) -> new OfferAnswerer(
                network.iceServers(),
                sending,
                addresses,
                new ViewerFactory(
                        over,
                        dtls,
                        senders,
                        loop,
                        registry,
                        told,
                        sending.playoutDelay(),
                        random,
                        InstantSource.system()),
                registry,
                new SharedVideo(
                        media.video(),
                        senders,
                        (codec, mode) -> Packetizers.of(codec, mode, random),
                        usable.h264Profiles(),
                        H264Level.of(video)),
                media.audio().map(encoding -> new SharedAudio(encoding, wanted.audio(), senders)));
        WarmUp.run(answerers, video, encoders, dtls, sending.egressSockets(), random);
        transport.awaitCandidates(CANDIDATES_TIMEOUT);

        Fanout fanout = resources.add(new Fanout(
                fanoutSettings,
                transport::openEgress,
                System::nanoTime,
                InstantSource.system(),
                random,
                task -> daemon(task, "natcast-sender")));
        ControlThread control = resources.add(new ControlThread("natcast-control"));
        ViewerRegistry registry = resources.add(new ViewerRegistry(network.maximumViewers()));
        OfferAnswerer answerer =
                answerers.open(pipeline, transport, fanout, control, registry, new ViewerLog(listener));
        Optional<AudioReport> audioReport =
                audio.flatMap(encoding -> answerer.audio().map(shared -> new AudioReport(encoding, shared)));
        HealthReport report = new HealthReport(
                pipeline,
                answerer.encodings()::viewers,
                audioReport,
                eventLog,
                registry,
                transport::nat,
                sending.codecs(),
                egress::stats,
                System::nanoTime);
        SignalingServer signaling = resources.add(SignalingServer.start(
                SignalingSettings.at(new InetSocketAddress(bind, network.httpPort()))
                        .withToken(network.token()),
                answerer,
                report::health,
                report::metrics,
                random));
        LOGGER.info(
                "media leave {} ({})",
                egress.stats().segmented() ? "in runs of packets" : "packet by packet",
                egress.stats().reason());
        eventLog.started();
        return new StreamerRuntime(resources, pipeline, transport, signaling, registry);
    }

    /** None when it is not wanted, or this build of FFmpeg has no encoder: then there are pictures alone. */
    private static Optional<AudioEncoding> audio(AudioSettings settings) throws FfmpegMissingException {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        FfmpegAudio codecs = new FfmpegAudio();
        try {
            codecs.openEncoder(settings).close();
        } catch (EncoderException missing) {
            LOGGER.warn("There will be no sound: {}", missing.getMessage());
            return Optional.empty();
        }
        return Optional.of(new AudioEncoding(settings, codecs, System::nanoTime));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Never looks a name up: what is bound must be what was written. */
    private static InetAddress literal(String address) throws BindException {
        boolean literal = address.matches("[0-9.]+") || address.contains(":");
        try {
            if (literal) {
                return InetAddress.getByName(address);
            }
        } catch (UnknownHostException e) {
            // told below
        }
        throw new BindException("bind address \"" + address + "\" is not an IPv4 or IPv6 address, such as 0.0.0.0");
    }

    public void show(VideoSource source) {
        pipeline.sources().show(source);
    }

    public void showStandby() {
        pipeline.sources().showStandby();
    }

    public InetSocketAddress httpAddress() {
        return signaling.address();
    }

    public List<InetSocketAddress> mediaAddresses() {
        return transport.localAddresses();
    }

    public List<Viewer> viewers() {
        return registry.viewers();
    }

    @Override
    public void close() {
        resources.close();
    }
}
