package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Connections that have said nothing yet, or are of HTTP and without a request, the longest idle first: they make room
 * for others. Thread-safe.
 */
final class IdleConnections {
    private final Set<Channel> idle = new LinkedHashSet<>();

    /** Idle from now on, unless it is already. */
    synchronized void begins(Channel connection) {
        idle.add(connection);
    }

    synchronized void ends(Channel connection) {
        idle.remove(connection);
    }

    /** Closes the one that has been idle for longest; false when there is none. */
    @SuppressWarnings("FutureReturnValueIgnored") // a failed close changes nothing
    boolean closeOldest() {
        Channel oldest;
        synchronized (this) {
            Iterator<Channel> all = idle.iterator();
            if (!all.hasNext()) {
                return false;
            }
            oldest = all.next();
            all.remove();
        }
        oldest.close();
        return true;
    }
}
