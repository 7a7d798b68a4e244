package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.internal.answer.OfferAnswerer;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;

/** Opens a answerer over parts of its own, for the public and for the warmUp alike. */
@FunctionalInterface
public interface DeskFactory {
    OfferAnswerer open(
            MediaPipeline media,
            IceTransport transport,
            Fanout fanout,
            ControlLoop control,
            ViewerRegistry registry,
            StreamerListener told);
}
