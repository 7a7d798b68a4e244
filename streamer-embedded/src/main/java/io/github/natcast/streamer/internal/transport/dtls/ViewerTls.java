package io.github.natcast.streamer.internal.transport.dtls;

import java.io.IOException;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;

/** One handshake with a viewer, in the role that was negotiated. Confined to the thread that runs the handshake. */
interface ViewerTls {
    /** After this time a flight is repeated, then after twice as long. With less, slow viewers get everything twice. */
    int RESEND_MILLIS = 500;

    /** Blocks until the handshake is finished, has failed, or has taken too long. */
    DTLSTransport shakeHands(DatagramTransport packets) throws IOException;

    HandshakeOutcome outcome();
}
