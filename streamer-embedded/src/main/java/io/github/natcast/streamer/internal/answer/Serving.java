package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;

/**
 * The parts that serve viewers: the public's, or those of the warm-up, which leave no trace in the public's. Immutable;
 * each part is closed by who opened it.
 *
 * @param media what is shown and heard
 * @param transport where viewers are reached
 * @param fanout sends to them
 * @param control decides their lives
 * @param registry knows and limits them
 * @param listener hears of them
 */
public record Serving(
        MediaPipeline media,
        IceTransport transport,
        Fanout fanout,
        ControlLoop control,
        ViewerRegistry registry,
        StreamerListener listener) {}
