package io.github.natcast.streamer.internal.publish;

import java.util.concurrent.CompletionStage;

/** Carries out one request, and follows no redirect. Thread-safe; never blocks. */
@FunctionalInterface
interface HttpExchange {
    /**
     * Sends a request. Completes within seconds, exceptionally with an {@link java.io.IOException} when there is no
     * response: a {@link java.net.ConnectException} when nobody listens.
     */
    CompletionStage<WhipResponse> send(WhipRequest request);
}
