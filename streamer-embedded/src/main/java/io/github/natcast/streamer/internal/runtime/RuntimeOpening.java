package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.internal.Resources;
import io.github.natcast.streamer.internal.addresses.InterfaceWatch;
import io.github.natcast.streamer.internal.addresses.NameLookup;
import io.github.natcast.streamer.internal.addresses.PublicNames;
import io.github.natcast.streamer.internal.answer.OfferAnswerer;
import io.github.natcast.streamer.internal.answer.ReachableAddresses;
import io.github.natcast.streamer.internal.answer.Serving;
import io.github.natcast.streamer.internal.connection.ControlLoop;
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
import io.github.natcast.streamer.internal.monitoring.MetricsReport;
import io.github.natcast.streamer.internal.monitoring.Monitored;
import io.github.natcast.streamer.internal.monitoring.PipelineEventLog;
import io.github.natcast.streamer.internal.monitoring.ViewerMeter;
import io.github.natcast.streamer.internal.monitoring.ViewersReport;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.Packetizers;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.signaling.Reports;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
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
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the parts of a streamer in the order of their dependencies. Confined to one call of {@link #open}. */
final class RuntimeOpening {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamerRuntime.class);
    private static final int HANDSHAKE_THREADS = 4;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CANDIDATES_TIMEOUT = Duration.ofSeconds(3);
    private static final FanoutSettings FANOUT = FanoutSettings.ofDefaults();

    private final StreamerConfig config;
    private final Resources resources;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource wallClock = InstantSource.system();
    private final PipelineEventLog eventLog = new PipelineEventLog(wallClock);

    /** @param resources collects the opened parts; the caller closes it, also when opening fails */
    RuntimeOpening(StreamerConfig config, Resources resources) {
        this.config = config;
        this.resources = resources;
    }

    StreamerRuntime open(StreamerRuntime.EncoderSource encoderSource)
            throws FfmpegMissingException, EncoderException, MediaSourceException, IOException, InterruptedException {
        InetAddress bind = literal(config.bind().mediaAddress());
        EgressSockets egress = egressSockets();
        SharedPortTransport transport = openTransport(bind, egress);

        EncoderFactory encoders = encoderSource.open();
        MediaPipeline media = openMedia(encoders, openAudio(config.audio()));
        UsableEncodings usable = UsableEncodings.warmUp(config.codecs(), config.video(), encoders, media.video());

        DtlsServer dtls = openDtls();
        WarmUp.run(
                serving -> answerer(
                        serving.registry(),
                        viewers(serving, media.audio(), usable, dtls),
                        usable,
                        reachable(serving.transport())),
                config.video(),
                encoders,
                dtls,
                egressSockets(),
                random);
        transport.awaitCandidates(CANDIDATES_TIMEOUT);

        ViewerMeter meter = new ViewerMeter(config.listener(), config.video().ladder());
        Serving serving = openServing(media, transport, meter);
        ReachableAddresses addresses = reachable(transport);
        PublicNames names = lookUp(serving.control(), addresses);
        new InterfaceWatch(serving.control(), transport::refresh).start();
        ViewerFactory viewers = viewers(serving, media.audio(), usable, dtls);
        Monitored monitored = new Monitored(
                media,
                viewers.video()::viewers,
                media.audio().flatMap(encoding -> viewers.audio().map(shared -> new AudioReport(encoding, shared))),
                eventLog,
                serving.registry(),
                meter,
                transport::nat,
                usable.codecs(),
                egress::stats,
                System::nanoTime,
                System.nanoTime());
        SignalingOpening signaling =
                openSignaling(answerer(serving.registry(), viewers, usable, addresses), monitored, transport);
        LOGGER.info(
                "media are sent {} ({})",
                egress.stats().segmented() ? "in runs of packets" : "packet by packet",
                egress.stats().reason());
        eventLog.started();
        return new StreamerRuntime(resources, media, transport, addresses, names, signaling, serving.registry());
    }

    private ReachableAddresses reachable(IceTransport transport) {
        return new ReachableAddresses(config.addresses(), config.tcp().publicAddresses(), transport);
    }

    /** Opens new sockets for media, with separate counters. */
    private EgressSockets egressSockets() {
        return config.segmentation() ? EgressSockets.fastest() : EgressSockets.plain();
    }

    private SharedPortTransport openTransport(InetAddress bind, EgressSockets egress) throws IOException {
        SharedPortTransport transport = resources.add(SharedPortTransport.bind(
                bind, config.mediaPort(), FANOUT.senderThreads(), egress, config.nat(), random, eventLog.threads()));
        transport.trustForwarders(config.forwarders().proxyProtocol());
        return transport;
    }

    /** None when it is not wanted, or this build of FFmpeg has no encoder: then there are pictures alone. */
    private Optional<AudioEncoding> openAudio(AudioSettings settings) throws FfmpegMissingException {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        FfmpegAudio codecs = new FfmpegAudio();
        try {
            codecs.openEncoder(settings).close();
        } catch (EncoderException missing) {
            LOGGER.warn("The stream has no audio: {}", missing.getMessage());
            return Optional.empty();
        }
        return Optional.of(new AudioEncoding(settings, codecs, System::nanoTime, eventLog.threads()));
    }

    private MediaPipeline openMedia(EncoderFactory encoders, Optional<AudioEncoding> audio)
            throws MediaSourceException {
        MediaPipeline media = resources.add(new MediaPipeline(
                config.video(),
                encoders,
                audio,
                config.standbyAfter(),
                System::nanoTime,
                BackgroundTasks.threads(eventLog.threads()),
                eventLog::accept,
                eventLog::accept));
        media.sources().start(config.standby().orElse(config.source()));
        if (config.standby().isPresent()) {
            media.sources().keepShowing(config.source());
        }
        return media;
    }

    private DtlsServer openDtls() throws IOException {
        return resources.add(new DtlsServer(
                DtlsIdentity.generate(random, wallClock.instant()),
                HANDSHAKE_THREADS,
                HANDSHAKE_TIMEOUT,
                eventLog.threads()));
    }

    private Serving openServing(MediaPipeline media, IceTransport transport, ViewerMeter meter) throws IOException {
        Fanout fanout = resources.add(new Fanout(
                FANOUT,
                transport::openEgress,
                System::nanoTime,
                wallClock,
                random,
                task -> eventLog.threads().daemon("natcast-sender", task)));
        ControlThread control = resources.add(new ControlThread("natcast-control", eventLog.threads()));
        meter.timedBy(control);
        ViewerRegistry registry = resources.add(new ViewerRegistry(config.maximumViewers()));
        return new Serving(media, transport, fanout, control, registry, new ViewerLog(meter));
    }

    private PublicNames lookUp(ControlLoop control, ReachableAddresses addresses) throws InterruptedException {
        PublicNames names = new PublicNames(
                config.addresses().publicHosts(),
                NameLookup.system(),
                task -> eventLog.threads().daemon("natcast-lookup", task).start(),
                control,
                addresses::resolved);
        names.start();
        names.await(CANDIDATES_TIMEOUT);
        addresses.advise();
        return names;
    }

    /**
     * Viewers that {@code serving} serves: the public's and the warm-up's alike.
     *
     * @param audio the public's for both, so that its encoder is warm, too
     */
    private ViewerFactory viewers(
            Serving serving, Optional<AudioEncoding> audio, UsableEncodings usable, DtlsServer dtls) {
        SharedVideo video = new SharedVideo(
                serving.media().video(),
                serving.fanout(),
                (codec, mode) -> Packetizers.of(codec, mode, random),
                usable.h264Profiles(),
                H264Level.of(config.video()));
        return new ViewerFactory(
                serving.transport(),
                dtls,
                video,
                audio.map(encoding -> new SharedAudio(encoding, config.audio(), serving.fanout())),
                serving.fanout(),
                config.lowestDelay() ? Optional.of(PlayoutDelay.NONE) : Optional.empty(),
                serving.control(),
                serving.registry(),
                serving.listener(),
                random,
                wallClock);
    }

    private OfferAnswerer answerer(
            ViewerRegistry registry, ViewerFactory viewers, UsableEncodings usable, ReachableAddresses addresses) {
        return new OfferAnswerer(
                () -> config.nat().iceServers().forBrowser(wallClock, random),
                usable.codecs(),
                addresses,
                registry,
                viewers);
    }

    private SignalingOpening openSignaling(OfferAnswerer answerer, Monitored monitored, SharedPortTransport transport)
            throws IOException {
        Reports reports = new Reports(
                new HealthReport(monitored)::health,
                new MetricsReport(monitored)::metrics,
                new ViewersReport(monitored.registry()));
        return SignalingOpening.open(config, resources, answerer, reports, transport, random, eventLog.threads());
    }

    /** Never looks a name up: what is bound must be what was written. */
    static InetAddress literal(String address) throws BindException {
        boolean literal = address.matches("[0-9.]+") || address.contains(":");
        try {
            if (literal) {
                return InetAddress.getByName(address);
            }
        } catch (UnknownHostException notAnAddress) {
            // Rejected below, with a message that names a valid address.
        }
        throw new BindException("bind address \"" + address + "\" is not an IPv4 or IPv6 address, such as 0.0.0.0");
    }
}
