package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What all connections of one server share. Immutable; its parts are thread-safe. */
record SignalingContext(
        SignalingLimits limits,
        SignalingHandler handler,
        Admission admission,
        RefusalLimit refusals,
        MessageReader reader,
        ServerMessages messages,
        WhepEndpoint whep,
        SiteFiles site,
        Executor workers) {

    /** The parameters are those of {@link SignalingServer#start}; {@code workers} run whatever may take time. */
    static SignalingContext create(
            SignalingSettings settings,
            SignalingLimits limits,
            SignalingHandler handler,
            Supplier<Health> health,
            Supplier<String> metrics,
            RandomGenerator random,
            Executor workers) {
        ObjectMapper mapper = new ObjectMapper();
        ServerMessages messages = new ServerMessages(mapper);
        Admission admission = new Admission(settings.token());
        return new SignalingContext(
                limits,
                handler,
                admission,
                new RefusalLimit(System::nanoTime),
                new MessageReader(mapper, limits.maximumOfferBytes()),
                messages,
                new WhepEndpoint(handler, admission, messages, random, limits.maximumOfferBytes()),
                new SiteFiles(Page.load(), health, metrics, messages),
                workers);
    }
}
