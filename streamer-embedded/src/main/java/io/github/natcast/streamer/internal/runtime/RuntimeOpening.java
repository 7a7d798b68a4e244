package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.internal.Resources;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.addresses.InterfaceWatch;
import io.github.natcast.streamer.internal.addresses.NameLookup;
import io.github.natcast.streamer.internal.addresses.PublicNames;
import io.github.natcast.streamer.internal.answer.ChannelDirectory;
import io.github.natcast.streamer.internal.answer.OfferAnswerer;
import io.github.natcast.streamer.internal.answer.ReachableAddresses;
import io.github.natcast.streamer.internal.answer.Serving;
import io.github.natcast.streamer.internal.channels.BudgetedEncoders;
import io.github.natcast.streamer.internal.channels.ChannelEvents;
import io.github.natcast.streamer.internal.channels.ChannelSet;
import io.github.natcast.streamer.internal.channels.OpenChannel;
import io.github.natcast.streamer.internal.channels.PipelineOpener;
import io.github.natcast.streamer.internal.channels.TooManyChannelsException;
import io.github.natcast.streamer.internal.channels.ViewersOpener;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.connection.ControlThread;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegAudio;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.monitoring.AudioReport;
import io.github.natcast.streamer.internal.monitoring.HostWatch;
import io.github.natcast.streamer.internal.monitoring.Monitored;
import io.github.natcast.streamer.internal.monitoring.MonitoredChannel;
import io.github.natcast.streamer.internal.monitoring.MonitoringReports;
import io.github.natcast.streamer.internal.monitoring.PipelineEventLog;
import io.github.natcast.streamer.internal.monitoring.ProgramEvents;
import io.github.natcast.streamer.internal.monitoring.ViewerMeter;
import io.github.natcast.streamer.internal.monitoring.WatchThread;
import io.github.natcast.streamer.internal.publish.Publications;
import io.github.natcast.streamer.internal.publish.PublishingParts;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.signaling.SignalingSettings;
import io.github.natcast.streamer.internal.tls.ServerTls;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import io.github.natcast.streamer.internal.viewers.ChannelViewers;
import io.github.natcast.streamer.internal.viewers.VerdictWatch;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.streamer.internal.viewers.ViewerLog;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.warmup.PublishWarmUp;
import io.github.natcast.streamer.internal.warmup.UsableEncodings;
import io.github.natcast.streamer.internal.warmup.WarmUp;
import io.github.natcast.streamer.security.TlsSettings;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the parts of a streamer in the order of their dependencies. Confined to one call of {@link #open}. */
final class RuntimeOpening {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamerRuntime.class);

    /** What the start does now, for a command line that shows progress. */
    private static final Logger STAGES = LoggerFactory.getLogger("io.github.natcast.streamer.Start");

    private static final int HANDSHAKE_THREADS = 128;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CANDIDATES_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration PUBLISHING_TIMEOUT = Duration.ofSeconds(10);
    private static final FanoutSettings FANOUT = FanoutSettings.ofDefaults();

    private final StreamerConfig config;
    private final Resources resources;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource wallClock = InstantSource.system();
    private final AdvertisedServers advertised;
    private final ProgramEvents programEvents;
    private final PipelineEventLog eventLog;
    private final RefusalCounts refusals = new RefusalCounts();

    /** @param resources collects the opened parts; the caller closes it, also when opening fails */
    RuntimeOpening(StreamerConfig config, Resources resources) {
        this.config = config;
        this.resources = resources;
        this.advertised = new AdvertisedServers(config.nat().iceServers(), wallClock, random);
        this.programEvents = new ProgramEvents(config.listener());
        this.eventLog = new PipelineEventLog(wallClock, programEvents);
    }

    StreamerRuntime open(StreamerRuntime.EncoderSource encoderSource)
            throws FfmpegMissingException, EncoderException, MediaSourceException, IOException, InterruptedException {
        // First: a file that is of no use ends the start before anything takes its time.
        Optional<TlsSettings> tlsFiles = config.security().tls();
        Optional<ServerTls> tls = tlsFiles.isPresent() ? Optional.of(ServerTls.open(tlsFiles.get())) : Optional.empty();
        SignalingSettings security = SecurityOpening.open(config, refusals);
        InetAddress bind = literal(config.bind().mediaAddress());
        EgressSockets egress = egressSockets();
        SharedPortTransport transport = openTransport(bind, egress);
        SignalingOpening signaling =
                SignalingOpening.listen(config, resources, transport, random, security, eventLog.threads(), tls);

        Thread publishing =
                ThreadFailures.logged().daemon("natcast-warmup-publish", () -> PublishWarmUp.run(egressSockets()));
        if (config.publishes()) {
            publishing.start();
        }
        STAGES.debug("encoders are tried");
        EncoderFactory unlimited = encoderSource.open();
        BackgroundTasks tasks = resources.add(BackgroundTasks.threads(eventLog.threads()));
        ChannelSet channels = resources.add(new ChannelSet(config.limits().channels(), config.admission(), tasks));
        BudgetedEncoders encoders = new BudgetedEncoders(unlimited, config.limits(), channels::closeIdleEncoders);
        PipelineOpener pipelines = new PipelineOpener(encoders, new FfmpegAudio(), tasks, eventLog.threads());
        ChannelEvents events = eventLog.ofChannel(Channel.DEFAULT_NAME);
        ChannelSettings settings = config.channel();
        STAGES.debug("the source is opened");
        MediaPipeline media = resources.add(pipelines.open(settings, events));
        STAGES.debug("encoders are warmed up");
        UsableEncodings usable = UsableEncodings.warmUp(settings.codecs(), settings.video(), encoders, media.video());

        if (settings.video().encoder().isEmpty()) {
            GpuAdvice.of(GpuAdvice.devices(Path.of("/dev")), media.video().status(), unlimited::isHardware)
                    .ifPresent(eventLog::advise);
        }
        DtlsServer dtls = openDtls();
        ViewersOpener opener = new ViewersOpener(
                dtls,
                config.lowestDelay() ? Optional.of(PlayoutDelay.NONE) : Optional.empty(),
                encoders,
                random,
                wallClock);
        if (config.rehearse()) {
            STAGES.debug("whole viewers are rehearsed");
            warmUp(opener, media, usable, unlimited);
        }
        Threads.joinUninterruptibly(publishing, PUBLISHING_TIMEOUT);
        STAGES.debug("STUN and TURN servers are asked");
        transport.awaitCandidates(CANDIDATES_TIMEOUT);

        ViewerMeter meter = new ViewerMeter(config.listener(), settings.video().ladder());
        Serving serving = openServing(transport, meter);
        ReachableAddresses addresses = reachable(transport);
        addresses.onChange(programEvents);
        PublicNames names = lookUp(serving.control(), addresses);
        new InterfaceWatch(serving.control(), transport::refresh).start();
        new VerdictWatch(serving.control(), serving.registry()).start();
        Publications publications = resources.add(publications(transport, dtls, serving.control(), egress));
        ChannelAssembly assembly = new ChannelAssembly(
                settings, usable, encoders, pipelines, opener, serving, publications, eventLog::ofChannel);
        openDefault(channels, assembly, media, events);
        Monitored monitored = new Monitored(
                () -> channels.channels().stream()
                        .map(RuntimeOpening::monitored)
                        .toList(),
                eventLog,
                serving.registry(),
                meter,
                transport::nat,
                egress::stats,
                publications::open,
                refusals,
                System::nanoTime,
                System.nanoTime());
        MonitoringReports reports = new MonitoringReports(monitored);
        signaling.ready(answerer(serving.registry(), channels, addresses), reports.forHttp(), resources);
        LOGGER.info(
                "media are sent {} ({})",
                egress.stats().segmented() ? "in runs of packets" : "packet by packet",
                egress.stats().reason());
        eventLog.started();
        programEvents.startOn(serving.control());
        HostWatch host = HostWatch.of(
                monitored,
                wallClock,
                new HostWatch.Senders(
                        serving.fanout()::takeLatenessNanos,
                        () -> mediaPort(transport),
                        serving.registry()::maximum,
                        config.tcp().isEnabled() ? 2 : 1));
        resources.add(new WatchThread(monitored, serving.control(), signaling.loops(), host, this::givenUp));
        return new StreamerRuntime(
                resources,
                channels,
                assembly,
                transport,
                addresses,
                names,
                signaling,
                serving.registry(),
                reports,
                advertised,
                publications);
    }

    private Publications publications(
            IceTransport transport, DtlsServer dtls, ControlLoop control, EgressSockets egress) {
        PublishingParts parts = new PublishingParts(
                dtls,
                control,
                () -> transport.ownAddresses().stream().map(OwnAddress::address).toList(),
                this::ownServers,
                egress);
        return Publications.overHttp(
                parts, random, wallClock, task -> eventLog.threads().daemon("natcast-whip", task), eventLog::accept);
    }

    private List<IceServer> ownServers() {
        List<String> stun = config.nat().stunServers();
        return Stream.concat(
                        stun.isEmpty() ? Stream.empty() : Stream.of(IceServer.stun(stun.toArray(String[]::new))),
                        config.nat().iceServers().forThisSide(wallClock).stream())
                .toList();
    }

    private static int mediaPort(IceTransport transport) {
        return transport.localAddresses().stream()
                .findFirst()
                .map(InetSocketAddress::getPort)
                .orElse(0);
    }

    private void givenUp() {
        switch (config.security().onFailure()) {
            case KEEP_RUNNING -> LOGGER.error("A part of the streamer is dead; the health says which");
            case EXIT -> {
                LOGGER.error("A part of the streamer is dead; the process exits with status {}", ProcessExit.STATUS);
                ProcessExit.begin();
            }
        }
    }

    private static MonitoredChannel monitored(OpenChannel channel) {
        ViewerFactory viewers = channel.watched().viewers();
        return new MonitoredChannel(
                channel.name(),
                channel.media(),
                viewers.video()::viewers,
                channel.media()
                        .audio()
                        .flatMap(encoding -> viewers.audio().map(shared -> new AudioReport(encoding, shared))),
                channel.watched().codecs());
    }

    private void openDefault(ChannelSet channels, ChannelAssembly assembly, MediaPipeline media, ChannelEvents events)
            throws EncoderException, MediaSourceException {
        try {
            channels.open(
                    Channel.DEFAULT_NAME,
                    config.channel(),
                    (name, settings, owner) -> assembly.of(name, settings, media, events, owner));
        } catch (TooManyChannelsException bug) {
            throw new IllegalStateException("not even the default channel may be open", bug);
        }
    }

    private void warmUp(ViewersOpener opener, MediaPipeline media, UsableEncodings usable, EncoderFactory encoders)
            throws IOException, MediaSourceException {
        WarmUp.run(
                (serving, pictures) -> answerer(
                        serving.registry(),
                        ChannelDirectory.of(opener.open(
                                serving,
                                new ChannelViewers(Channel.DEFAULT_NAME, serving.registry(), OptionalInt.empty()),
                                config.channel(),
                                pictures.video(),
                                // The public's, so that its encoder is warm, too.
                                media.audio(),
                                usable)),
                        reachable(serving.transport())),
                config.channel().video(),
                encoders,
                opener.dtls(),
                egressSockets(),
                random);
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
                bind,
                config.mediaPort(),
                FANOUT.senderThreads(),
                egress,
                config.nat(),
                random,
                eventLog.threads(),
                refusals));
        transport.trustForwarders(config.forwarders().proxyProtocol());
        return transport;
    }

    private DtlsServer openDtls() throws IOException {
        return resources.add(new DtlsServer(
                DtlsIdentity.generate(random, wallClock.instant()),
                HANDSHAKE_THREADS,
                HANDSHAKE_TIMEOUT,
                eventLog.threads(),
                refusals));
    }

    private Serving openServing(IceTransport transport, ViewerMeter meter) throws IOException {
        Fanout fanout = resources.add(new Fanout(
                FANOUT,
                transport::openEgress,
                System::nanoTime,
                wallClock,
                random,
                task -> eventLog.threads().daemon("natcast-sender", task),
                refusals));
        ControlThread control = resources.add(new ControlThread("natcast-control", eventLog.threads()));
        meter.timedBy(control);
        ViewerRegistry registry = resources.add(
                new ViewerRegistry(new ViewerPlaces(config.security().limits(), refusals, config.maximumViewers())));
        return new Serving(transport, fanout, control, registry, new ViewerLog(meter, System::nanoTime));
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

    private OfferAnswerer answerer(ViewerRegistry registry, ChannelDirectory channels, ReachableAddresses addresses) {
        return new OfferAnswerer(advertised::forBrowser, channels, addresses, registry);
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
