package io.github.natcast.streamer.internal.signaling;

import java.util.concurrent.Executor;

/** What every connection of one server shares. Immutable; its parts are thread-safe. */
record SignalingContext(
        SignalingSettings settings,
        SignalingHandler handler,
        SignaledViewers viewers,
        Admission admission,
        MessageReader reader,
        ServerMessages messages,
        WhepEndpoint whep,
        SiteFiles site,
        Executor workers) {}
