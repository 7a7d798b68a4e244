package io.github.natcast.streamer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A browser or another WebRTC client that watches, or is about to. Thread-safe. */
public interface Viewer {

    /** The viewer's identifier, unique in this process. */
    String id();

    /** The session's name in the path of the WebSocket or the WHEP endpoint; several viewers may share it. */
    String session();

    /** When the viewer's offer arrived. */
    Instant since();

    /** The state of the viewer's connection. */
    ViewerState state();

    /** The events so far in their order, each with its time since the offer, such as {@code 12 ms path valid}. */
    List<String> timeline();

    /** The statistics of the viewer's video; empty before media flow. */
    Optional<ViewerStats> stats();

    /**
     * Disconnects the viewer, notifies it, and frees its resources. Its page shows the reason, and stays away until its
     * user asks for the stream again. Idempotent; does not block.
     *
     * @param reason why, for the viewer, the listener and the log
     */
    void close(String reason);
}
