package io.github.natcast.streamer.internal.signaling;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open viewers, for {@code GET /viewers}. Thread-safe; called on worker threads. An entry is a JSON object:
 * strings, finite numbers, booleans, and lists and maps of them.
 */
public interface ViewerDirectory {

    /** The entries of all, the eldest viewer first. */
    List<Map<String, Object>> all();

    /** The entry of one; empty when no open viewer has this identifier. */
    Optional<Map<String, Object>> find(String id);
}
