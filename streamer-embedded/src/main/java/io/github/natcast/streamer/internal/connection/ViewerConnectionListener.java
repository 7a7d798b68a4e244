package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.MediaPath;

/**
 * What a {@link ViewerConnection} reports, on the control thread. Order: states at any time, {@link #onHandshake} and
 * {@link #onConnected} at most once, then {@link #onPathChanged}, {@link #onEnded} once and last.
 */
public interface ViewerConnectionListener {

    default void onState(ViewerState state) {}

    /** The viewer has begun its DTLS handshake: media can flow soon. At most once. */
    default void onHandshake() {}

    /**
     * Media can flow. {@code protector} belongs to the viewer's sender thread from now on.
     *
     * @return who takes in the viewer's RTCP from now on
     */
    RtcpConsumer onConnected(SrtpSender protector, MediaPath path);

    /** From now on the viewer is reached there. */
    void onPathChanged(MediaPath path);

    /** Everything the connection held is free. */
    void onEnded(ConnectionEnd end);
}
