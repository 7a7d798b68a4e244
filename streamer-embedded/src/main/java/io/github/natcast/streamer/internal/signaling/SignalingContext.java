package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.ConnectionLimits;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What all requests to one streamer share. Immutable; its parts are thread-safe. */
record SignalingContext(
        SignalingLimits limits,
        Forwarders forwarders,
        SignalingHandler handler,
        OfferLimit offerLimit,
        RefusalLimit refusals,
        MessageReader reader,
        ServerMessages messages,
        WhepEndpoint whep,
        ViewersEndpoint viewers,
        SiteFiles site,
        Executor workers,
        ConnectionLimits connections) {

    /** The parameters are those of {@link SignalingEndpoint}; {@code workers} run whatever may take time. */
    static SignalingContext create(
            SignalingSettings settings,
            SignalingLimits limits,
            SignalingHandler handler,
            Reports reports,
            RandomGenerator random,
            Executor workers) {
        ObjectMapper mapper = new ObjectMapper();
        ServerMessages messages = new ServerMessages(mapper);
        OfferLimit offerLimit = new OfferLimit(settings.token());
        return new SignalingContext(
                limits,
                settings.forwarders(),
                handler,
                offerLimit,
                new RefusalLimit(System::nanoTime),
                new MessageReader(mapper, limits.maximumOfferBytes()),
                messages,
                new WhepEndpoint(handler, offerLimit, messages, random, limits.maximumOfferBytes()),
                new ViewersEndpoint(reports.viewers(), offerLimit, messages),
                new SiteFiles(Page.load(), reports.health(), reports.metrics(), messages),
                workers,
                ConnectionLimits.of(settings.limits(), settings.refusals(), System::nanoTime));
    }
}
