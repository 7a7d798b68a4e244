package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;

/** Receives the events of a {@link DtlsConnection}, in this order, always on the executor that was given to it. */
public interface DtlsListener {

    /** Why DTLS ended from the viewer's side. */
    enum Closure {
        /** The viewer said that it leaves (RFC 8446 §6.1), as {@code pc.close()} does. */
        CLOSE_NOTIFY,
        /** The handshake failed, or the viewer sent a fatal alert. */
        FAILURE
    }

    /** The handshake begins: the viewer's ClientHello arrived, or ours is sent. Once. */
    void onHandshake();

    /** The handshake is finished, and the viewer's certificate is the one it offered. At most once. */
    void onEstablished(SrtpKeyingMaterial keys);

    /** The last event; not called after {@link DtlsConnection#close()}. */
    void onClosed(Closure closure, String reason);
}
