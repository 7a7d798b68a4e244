package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;

/**
 * The parts that serve one group of viewers: the public's, or the warm-up's, which leave no trace in the public's
 * parts. Immutable; the opener of each part closes it.
 *
 * @param transport where viewers are reached
 * @param fanout sends to them
 * @param control runs the tasks and timers of their connections
 * @param registry lists the viewers and limits their number
 * @param listener is notified of them
 */
public record Serving(
        IceTransport transport,
        Fanout fanout,
        ControlLoop control,
        ViewerRegistry registry,
        StreamerListener listener) {}
