package io.github.natcast.streamer;

/**
 * What happens to viewers, in the order opened, connected (or not), closed. Called on the streamer's control thread:
 * must not block; what it throws is logged and otherwise ignored.
 */
public interface StreamerListener {

    /** An offer was answered. */
    default void onViewerOpened(Viewer viewer) {}

    /** Media flow. At most once a viewer. */
    default void onViewerConnected(Viewer viewer) {}

    /** It ended; {@code reason} is a sentence for the operator. Once a viewer. */
    default void onViewerClosed(Viewer viewer, String reason) {}
}
