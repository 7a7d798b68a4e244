package io.github.natcast.streamer.internal.pull;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.receive.Arrival;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all sessions of a playback share. Immutable; its owner closes the parts.
 *
 * @param workers run what blocks
 * @param random makes identifiers; not secret
 */
record PullParts(
        PullNetwork network,
        DtlsServer dtls,
        ControlLoop control,
        Executor workers,
        RandomGenerator random,
        Supplier<Arrival> clock) {}
