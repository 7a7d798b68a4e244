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
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signalling, and what listens for it. Immutable.
 *
 * @param endpoint answers, whatever server asks
 * @param http where our own server listens, if it does
 * @param admin where it answers the operator alone, if it does
 */
record SignalingOpening(
        SignalingEndpoint endpoint, Optional<InetSocketAddress> http, Optional<InetSocketAddress> admin) {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamerRuntime.class);

    /**
     * Opens signalling, and our own server where it has to listen for HTTP or ICE-TCP.
     *
     * @param settings for whom signalling answers
     * @param resources collects what is opened; the caller closes it, also when this fails
     * @param tls speaks for the HTTP port, if it is to
     */
    static SignalingOpening open(
            StreamerConfig config,
            Resources resources,
            SignalingHandler handler,
            Reports reports,
            SharedPortTransport transport,
            RandomGenerator random,
            SignalingSettings settings,
            ThreadFailures failures,
            Optional<ServerTls> tls)
            throws BindException {
        SignalingEndpoint endpoint =
                resources.add(new SignalingEndpoint(settings, handler, reports, random, new Workers(failures)));
        Optional<InetSocketAddress> admin = config.security().admin().listen();
        if (admin.isPresent()) {
            SignalingEndpoint own = SignalingEndpoint.forAdmin(
                    SecurityOpening.atOwnAddress(settings), handler, reports, random, new Workers(failures));
            SignalingServer server = resources.add(SignalingServer.start(
                    new ListenSettings(admin, Optional.empty(), TrustedSources.NONE, Optional.empty()), own, failures));
            admin = server.httpAddress();
            LOGGER.info("the operator is answered at {}", admin.get());
        }
        ListenSettings listen = settings(config, transport, tls);
        if (listen.http().isEmpty() && listen.iceTcp().isEmpty()) {
            return new SignalingOpening(endpoint, Optional.empty(), admin);
        }
        SignalingServer server = resources.add(SignalingServer.start(listen, endpoint, failures));
        return new SignalingOpening(endpoint, server.httpAddress(), admin);
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
