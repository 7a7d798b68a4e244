package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.OfferRates;
import io.github.natcast.streamer.internal.limits.RefusalLog;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What all requests to one streamer share. Immutable; its parts are thread-safe. */
record SignalingContext(
        SignalingLimits limits,
        Forwarders forwarders,
        SignalingHandler handler,
        OfferLimit offerLimit,
        Gate gate,
        RefusalLimit refusals,
        MessageReader reader,
        ServerMessages messages,
        WhepEndpoint whep,
        AdminEndpoint admin,
        IdentityEndpoint identity,
        SiteFiles site,
        Executor workers,
        OriginCheck origins,
        HostCheck hosts,
        SharedLimits connections,
        boolean isForAdmin) {

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
        OfferLimit offerLimit = new OfferLimit(
                new OfferRates(settings.limits(), settings.refusals(), System::nanoTime),
                new RefusalLog(System::nanoTime));
        OriginCheck origins = new OriginCheck(settings.web().origins(), settings.refusals());
        GuessLimit guesses = new GuessLimit(System::nanoTime);
        Gate gate = new Gate(settings.entrance(), guesses, settings.refusals());
        return new SignalingContext(
                limits,
                settings.forwarders(),
                handler,
                offerLimit,
                gate,
                new RefusalLimit(System::nanoTime),
                new MessageReader(mapper, limits.maximumOfferBytes()),
                messages,
                new WhepEndpoint(handler, gate, offerLimit, messages, random, limits.maximumOfferBytes()),
                new AdminEndpoint(settings.admin(), reports, guesses, settings.refusals(), messages),
                new IdentityEndpoint(settings.identity(), messages),
                new SiteFiles(Page.load(), messages),
                workers,
                origins,
                new HostCheck(settings.web(), settings.refusals()),
                SharedLimits.of(settings.limits(), settings.refusals(), System::nanoTime),
                false);
    }

    /** The same at an address where only the operator is answered. */
    SignalingContext forAdmin() {
        return new SignalingContext(
                limits,
                forwarders,
                handler,
                offerLimit,
                gate,
                refusals,
                reader,
                messages,
                whep,
                admin,
                identity,
                site,
                workers,
                origins,
                hosts,
                connections,
                true);
    }
}
