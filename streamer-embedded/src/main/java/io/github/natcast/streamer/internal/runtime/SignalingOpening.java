package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.internal.Resources;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.signaling.Reports;
import io.github.natcast.streamer.internal.signaling.SignalingEndpoint;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.signaling.SignalingSettings;
import io.github.natcast.streamer.internal.signaling.WebRules;
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

/**
 * Signalling, and what listens for it. Immutable.
 *
 * @param endpoint answers, whatever server asks
 * @param http where our own server listens, if it does
 */
record SignalingOpening(SignalingEndpoint endpoint, Optional<InetSocketAddress> http) {

    /**
     * Opens signalling, and our own server where it has to listen for HTTP or ICE-TCP.
     *
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
            RefusalCounts refusals,
            ThreadFailures failures,
            Optional<ServerTls> tls)
            throws BindException {
        SignalingEndpoint endpoint = resources.add(new SignalingEndpoint(
                new SignalingSettings(
                        config.security().token(),
                        config.forwarders(),
                        config.security().limits(),
                        refusals,
                        web(config)),
                handler,
                reports,
                random,
                new Workers(failures)));
        ListenSettings listen = settings(config, transport, tls);
        if (listen.http().isEmpty() && listen.iceTcp().isEmpty()) {
            return new SignalingOpening(endpoint, Optional.empty());
        }
        SignalingServer server = resources.add(SignalingServer.start(listen, endpoint, failures));
        return new SignalingOpening(endpoint, server.httpAddress());
    }

    /** Who is reached from outside by whatever way hears names that nobody here knows. */
    private static WebRules web(StreamerConfig config) throws BindException {
        BindSettings bind = config.bind();
        boolean ownNamesOnly = bind.httpPort().isPresent()
                && RuntimeOpening.literal(bind.httpAddress()).isLoopbackAddress()
                && config.addresses().publicHosts().isEmpty()
                && config.tcp().publicAddresses().isEmpty()
                && config.forwarders().equals(Forwarders.NONE);
        return new WebRules(config.security().origins(), ownNamesOnly);
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
