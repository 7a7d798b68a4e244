package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.internal.Resources;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.signaling.Reports;
import io.github.natcast.streamer.internal.signaling.SignalingEndpoint;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.signaling.SignalingSettings;
import io.github.natcast.streamer.internal.signaling.Workers;
import io.github.natcast.streamer.internal.signaling.netty.IceTcp;
import io.github.natcast.streamer.internal.signaling.netty.ListenSettings;
import io.github.natcast.streamer.internal.signaling.netty.SignalingServer;
import io.github.natcast.streamer.internal.tls.ServerTls;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signalling, and what listens for it. It listens before anything slow is opened, so that a port in use is told at
 * once; until {@link #ready} everybody is told to come again. Confined to the thread that opens the streamer, but the
 * addresses are immutable.
 */
final class SignalingOpening {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamerRuntime.class);

    private final LateAnswers late;
    private final SignalingEndpoint endpoint;
    private final Optional<SignalingEndpoint> adminEndpoint;
    private final Optional<SignalingServer> server;
    private final Optional<SignalingServer> adminServer;

    private SignalingOpening(
            LateAnswers late,
            SignalingEndpoint endpoint,
            Optional<SignalingEndpoint> adminEndpoint,
            Optional<SignalingServer> server,
            Optional<SignalingServer> adminServer) {
        this.late = late;
        this.endpoint = endpoint;
        this.adminEndpoint = adminEndpoint;
        this.server = server;
        this.adminServer = adminServer;
    }

    /**
     * Opens signalling, and our own server where it has to listen for HTTP or ICE-TCP.
     *
     * @param settings for whom signalling answers
     * @param resources collects what is opened; the caller closes it, also when this fails
     * @param tls speaks for the HTTP port, if it is to
     */
    static SignalingOpening listen(
            StreamerConfig config,
            Resources resources,
            SharedPortTransport transport,
            RandomGenerator random,
            SignalingSettings settings,
            ThreadFailures failures,
            Optional<ServerTls> tls)
            throws BindException {
        LateAnswers late = new LateAnswers();
        SignalingEndpoint endpoint = resources
                .add(new SignalingEndpoint(settings, late, late.reports(), random, new Workers(failures)))
                .starting();
        Optional<SignalingEndpoint> adminEndpoint = Optional.empty();
        Optional<SignalingServer> adminServer = Optional.empty();
        Optional<InetSocketAddress> admin = config.security().admin().listen();
        if (admin.isPresent()) {
            SignalingEndpoint own = SignalingEndpoint.forAdmin(
                            SecurityOpening.atOwnAddress(settings), late, late.reports(), random, new Workers(failures))
                    .starting();
            adminEndpoint = Optional.of(own);
            adminServer = Optional.of(resources.add(SignalingServer.listen(
                    new ListenSettings(admin, Optional.empty(), TrustedSources.NONE, Optional.empty()),
                    own,
                    failures)));
        }
        ListenSettings listen = settings(config, transport, tls);
        Optional<SignalingServer> server =
                listen.http().isEmpty() && listen.iceTcp().isEmpty()
                        ? Optional.empty()
                        : Optional.of(resources.add(SignalingServer.listen(listen, endpoint, failures)));
        return new SignalingOpening(late, endpoint, adminEndpoint, server, adminServer);
    }

    /**
     * From now on offers are answered.
     *
     * @param resources closes signalling before what it is answered by
     */
    void ready(SignalingHandler handler, Reports reports, Resources resources) {
        late.become(handler, reports);
        resources.add(endpoint);
        adminServer.ifPresent(resources::add);
        server.ifPresent(resources::add);
        server.ifPresent(SignalingServer::acceptIce);
        adminEndpoint.ifPresent(SignalingEndpoint::ready);
        endpoint.ready();
        admin().ifPresent(address -> LOGGER.info("the operator is answered at {}", address));
    }

    /** Answers, whatever server asks. */
    SignalingEndpoint endpoint() {
        return endpoint;
    }

    /** Where our own server listens, if it does. */
    Optional<InetSocketAddress> http() {
        return server.flatMap(SignalingServer::httpAddress);
    }

    /** The threads that serve our own servers' connections. */
    List<Executor> loops() {
        return Stream.of(server, adminServer)
                .flatMap(Optional::stream)
                .flatMap(each -> each.loops().stream())
                .toList();
    }

    /** Where the operator alone is answered, if there is such an address. */
    Optional<InetSocketAddress> admin() {
        return adminServer.flatMap(SignalingServer::httpAddress);
    }

    private static ListenSettings settings(
            StreamerConfig config, SharedPortTransport transport, Optional<ServerTls> tls) throws BindException {
        BindSettings bind = config.bind();
        Optional<InetSocketAddress> http = Optional.empty();
        if (bind.httpPort().isPresent()) {
            InetAddress address = RuntimeOpening.literal(bind.httpAddress());
            http = Optional.of(new InetSocketAddress(address, bind.httpPort().getAsInt()));
        }
        Optional<IceTcp> tcp = Optional.empty();
        if (config.tcp().isEnabled()) {
            InetAddress address = RuntimeOpening.literal(bind.mediaAddress());
            tcp = Optional.of(new IceTcp(address, config.tcp().port(), transport.tcp(), transport::advertiseTcp));
        }
        return new ListenSettings(http, tcp, config.forwarders().proxyProtocol(), tls);
    }
}
