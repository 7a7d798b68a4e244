package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.MediaPath;

/**
 * What a {@link ViewerConnection} tells; on the control thread, except where it says otherwise. Order: states at any
 * time, {@link #onHandshake} and {@link #onConnected} at most once, then {@link #onPathChanged} and {@link #onRtcp},
 * {@link #onEnded} once and last.
 */
public interface ViewerConnectionListener {

    default void onState(ViewerState state) {}

    /** The viewer has begun its DTLS handshake: media can flow soon. At most once. */
    default void onHandshake() {}

    /** Media can flow. {@code protector} belongs to the viewer's sender thread from now on. */
    void onConnected(SrtpSender protector, MediaPath path);

    /** From now on the viewer is reached there. */
    void onPathChanged(MediaPath path);

    /**
     * A compound RTCP packet of the viewer, authentic and decrypted. On the transport's receive thread: must not block.
     * The array is the transport's again after the call. One may still come during {@link #onEnded}.
     */
    void onRtcp(byte[] buffer, int offset, int length);

    /** Everything the connection held is free. */
    void onEnded(ConnectionEnd end);
}
