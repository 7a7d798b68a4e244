package io.github.natcast.streamer;

/**
 * A listener that is notified when viewers come, go, or are sent another rendition. For each viewer the order is
 * opened, connected (unless the connection fails before), closed. The methods are called on the streamer's control
 * thread, one at a time, and must not block; exceptions that they throw are logged and otherwise ignored.
 */
public interface StreamerListener {

    /** The streamer has accepted a viewer's offer. */
    default void onViewerOpened(Viewer viewer) {}

    /** Media flow to the viewer. Called at most once for each viewer. */
    default void onViewerConnected(Viewer viewer) {}

    /**
     * The viewer is sent another rendition of the video from now on. Every viewer begins with the full one. What is
     * known of its path is in {@link Viewer#stats}.
     */
    default void onRenditionChanged(Viewer viewer, Rendition.Change change) {}

    /**
     * The viewer's connection has ended. Called once for each viewer, last.
     *
     * @param reason why, as a sentence for the operator
     */
    default void onViewerClosed(Viewer viewer, String reason) {}
}
