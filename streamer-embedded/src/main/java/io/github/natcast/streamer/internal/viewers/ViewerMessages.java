package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.signaling.OutgoingMessage;
import java.util.List;

/** Sends the program's messages. Stateless. */
public final class ViewerMessages {
    private ViewerMessages() {}

    /** Sends a message to each of these viewers, and checks it once; returns to how many it is on its way. */
    public static int send(String json, List<? extends Viewer> viewers) {
        OutgoingMessage message = new OutgoingMessage(json);
        int sent = 0;
        for (Viewer viewer : viewers) {
            if (viewer instanceof ViewerSession session && session.send(message)) {
                sent++;
            }
        }
        return sent;
    }
}
