package io.github.natcast.streamer;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import java.util.Optional;

/**
 * A listener that is notified of what happens to viewers, sources, encoders and addresses. For each viewer the order is
 * opened, connected (unless the connection fails before), closed, with the others between the first and the last. The
 * methods are called on the streamer's control thread, one at a time, and must not block; exceptions that they throw
 * are logged and otherwise ignored. What happens before the streamer serves is told once it does.
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

    /**
     * The state of the viewer's connection has changed. {@link ViewerState#DISCONNECTED} means that the viewer has
     * fallen silent and may come back; {@link ViewerState#CONNECTED} follows if it does.
     *
     * @param state the new one; {@link Viewer#state} may be ahead of it
     */
    default void onViewerState(Viewer viewer, ViewerState state) {}

    /** The first packets of media were sent to the viewer. Called at most once for each viewer. */
    default void onFirstFrameSent(Viewer viewer) {}

    /**
     * The viewer has shown its first picture, as its page reports; other clients may never say so. Called at most once
     * for each viewer. {@link Viewer#timeline} says how long it took.
     */
    default void onFirstFrameShown(Viewer viewer) {}

    /**
     * The viewer sees nothing though it should by now, or sees it badly; or another reason for that is known, or all is
     * well again.
     *
     * @param verdict why, in English; empty when all is well again
     */
    default void onVerdict(Viewer viewer, Optional<ViewerVerdict> verdict) {}

    /** Something happened to a source, an encoder or the addresses. */
    default void onEvent(StreamerEvent event) {}

    /**
     * The viewer's client has sent a message that is not signalling's own. Unlike the other methods, this one is called
     * on signalling's worker threads: for one viewer, one message at a time and in order; for several viewers, at the
     * same time; at times before {@link #onViewerOpened} or after {@link #onViewerClosed}. While it runs, nothing else
     * of this viewer's socket is processed, and a client that sends too much meanwhile is not read; whatever takes more
     * than some milliseconds belongs on a thread of the program's own. When it throws, the client is told
     * {@code message_failed}, and the video goes on.
     *
     * @param type the object's {@code type}, 1 to 64 characters; {@code docs/signalling.md} lists those that are
     *     reserved
     * @param json the whole object as it came, at most 64 KiB of UTF-8; it was parsed, and is valid
     * @return whether the program knows the type; if not, the client is told {@code unknown_type}
     */
    default boolean onMessage(Viewer viewer, String type, String json) {
        return false;
    }
}
