package io.github.natcast.examples.cli.verify;

import io.github.natcast.streamer.probe.IceCredentials;
import io.github.natcast.topology.ForwardTransport;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A port to be reached, and the proof that is asked for. Immutable. */
sealed interface Attempt {

    /** Resolved. */
    InetSocketAddress address();

    Reached make(Duration patience);

    /**
     * By HTTP.
     *
     * @param authority the host and port to ask for
     */
    record Http(boolean tls, InetSocketAddress address, String authority, String nonce) implements Attempt {
        @Override
        public Reached make(Duration patience) {
            return Reaching.http(new HttpCall(tls, address, authority), nonce, patience);
        }
    }

    /** By connectivity checks. */
    record Ice(ForwardTransport transport, InetSocketAddress address, IceCredentials credentials) implements Attempt {
        @Override
        public Reached make(Duration patience) {
            return Reaching.ice(transport, address, credentials, patience);
        }
    }
}
