package io.github.natcast.streamer.viewer;

import io.github.natcast.streamer.srtp.SrtpWarmUp;
import io.github.natcast.streamer.transport.dtls.DtlsServer;
import io.github.natcast.streamer.transport.dtls.DtlsWarmUp;
import io.github.natcast.streamer.transport.ice4j.IceWarmUp;
import java.io.IOException;

/** Makes the first viewer connect as fast as the hundredth. */
public final class TransportWarmUp {
    private static final int REHEARSALS = 5;

    private TransportWarmUp() {}

    /**
     * Rehearses ICE, DTLS and SRTP inside this process; blocks for one to three seconds in a cold JVM. Leaves nothing
     * behind.
     *
     * @throws IOException if a rehearsal fails; then no viewer would do better
     */
    public static void run(DtlsServer dtls) throws IOException {
        SrtpWarmUp.run();
        DtlsWarmUp.run(dtls, REHEARSALS);
        IceWarmUp.run(REHEARSALS);
    }
}
