package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;

/** What a {@link DtlsConnection} tells, in this order; always through the executor given to it. */
public interface DtlsListener {

    /** The viewer's ClientHello arrived. Once. */
    void onClientHello();

    /** The handshake is finished, and the viewer's certificate is the one it offered. At most once. */
    void onEstablished(SrtpKeyingMaterial keys);

    /** The last event; not told after {@link DtlsConnection#close()}. */
    void onClosed(DtlsClosure closure, String reason);
}
