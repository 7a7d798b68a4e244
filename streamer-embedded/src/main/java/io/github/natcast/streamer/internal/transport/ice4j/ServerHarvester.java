package io.github.natcast.streamer.internal.transport.ice4j;

import java.util.Collection;
import org.ice4j.ice.Component;
import org.ice4j.ice.LocalCandidate;

/** Gathers by one STUN or TURN server; blocks meanwhile. */
interface ServerHarvester extends AutoCloseable {
    /** As ice4j's harvesters have it. */
    Collection<LocalCandidate> harvest(Component component);

    /**
     * Ends a harvest that waits for an answer. An agent that is freed forgets its requests without a word, and who
     * waits for their answers would wait for ever. After the sockets are closed; idempotent.
     */
    @Override
    void close();
}
