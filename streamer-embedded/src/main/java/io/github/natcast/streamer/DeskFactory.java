package io.github.natcast.streamer;

import io.github.natcast.streamer.encode.VideoPipeline;
import io.github.natcast.streamer.fanout.Fanout;
import io.github.natcast.streamer.transport.IceTransport;
import io.github.natcast.streamer.viewer.ControlLoop;

/** Opens a desk over parts of its own, for the public and for the rehearsal alike. */
@FunctionalInterface
interface DeskFactory {
    OfferDesk open(
            VideoPipeline pictures,
            IceTransport transport,
            Fanout fanout,
            ControlLoop control,
            ViewerRoom room,
            StreamerListener told);
}
