package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.internal.answer.OfferDesk;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.media.video.VideoPipeline;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.viewers.ViewerRoom;

/** Opens a desk over parts of its own, for the public and for the rehearsal alike. */
@FunctionalInterface
public interface DeskFactory {
    OfferDesk open(
            VideoPipeline pictures,
            IceTransport transport,
            Fanout fanout,
            ControlLoop control,
            ViewerRoom room,
            StreamerListener told);
}
