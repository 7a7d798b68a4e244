package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.MediaPath;

/**
 * A listener of a {@link ViewerConnection}, called on the control thread. {@link #onState} may be called at any time,
 * {@link #onPathValid}, {@link #onHandshake} and {@link #onConnected} once at most, {@link #onPathChanged} after that,
 * and {@link #onEnded} once and last.
 */
public interface ViewerConnectionListener {

    default void onState(ViewerState state) {}

    /** There is a path to the viewer, which has proved that it is where it says. Called at most once. */
    default void onPathValid() {}

    /** The DTLS handshake has begun, so media can flow soon. Called at most once. */
    default void onHandshake() {}

    /** Whether the peer sends media to this side; viewers do not, and what they send is not opened. */
    default boolean receivesMedia() {
        return false;
    }

    /**
     * Media can flow.
     *
     * @param protector belongs to the viewer's sender thread from now on
     * @return the consumer of the viewer's RTCP from now on
     */
    RtcpConsumer onConnected(SrtpSender protector, MediaPath path);

    /** The path to the viewer has changed. */
    void onPathChanged(MediaPath path);

    /** The connection has ended and has freed its resources. */
    void onEnded(ConnectionEnd end);
}
