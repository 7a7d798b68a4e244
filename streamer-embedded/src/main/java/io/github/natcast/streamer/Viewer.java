package io.github.natcast.streamer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One browser that watches. Thread-safe. */
public interface Viewer {

    /** Unique in this process. */
    String id();

    /** The session's name in the WebSocket's or WHEP endpoint's path; several viewers may share it. */
    String session();

    /** When its offer came. */
    Instant since();

    ViewerState state();

    /** What happened so far, in order, each with its time since the offer. */
    List<String> timeline();

    /** What is sent to it; empty before media flow. */
    Optional<ViewerStats> stats();

    /** Ends it, tells it so, and frees what it held. Idempotent. */
    void close(String reason);
}
