package io.github.natcast.streamer.internal.sender;

import java.util.ArrayList;
import java.util.List;

/**
 * Who gets one broadcast through one loop, and what a newcomer can start with, or have sent again. Confined to the
 * sender thread; owned by its {@link SenderLoop}.
 */
final class Subscribers {
    final List<SendStream> streams = new ArrayList<>();
    final GopCache gopCache;
    final FrameHistory history;

    /** The loop was late: nothing is sent before the next key frame. */
    boolean skipping;

    Subscribers(FanoutSettings settings) {
        gopCache = new GopCache(settings.joinWindow().toNanos());
        history = new FrameHistory(settings.retransmissionHistory().toNanos());
    }
}
