package io.github.natcast.streamer.internal.viewers;

import org.jspecify.annotations.Nullable;
import org.slf4j.spi.MDCAdapter;

/**
 * Names a viewer in the log lines of the calling thread: what is logged between {@link #open} and the closing carries
 * its id, session and channel in SLF4J's mapped diagnostic context. Nothing on the packet path opens one. Immutable,
 * and thread-safe.
 */
final class ViewerMdc {
    /** The keys, which {@code docs/monitoring.md} promises. */
    static final String VIEWER = "natcast.viewer";

    static final String SESSION = "natcast.session";
    static final String CHANNEL = "natcast.channel";

    private final MDCAdapter context;
    private final String viewer;
    private final String session;
    private final String channel;

    ViewerMdc(MDCAdapter context, String viewer, String session, String channel) {
        this.context = context;
        this.viewer = viewer;
        this.session = session;
        this.channel = channel;
    }

    /** What a thread's context had before; closed on the same thread. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** From now on the calling thread logs for this viewer. */
    Scope open() {
        @Nullable String viewerBefore = put(VIEWER, viewer);
        @Nullable String sessionBefore = put(SESSION, session);
        @Nullable String channelBefore = put(CHANNEL, channel);
        return () -> {
            restore(VIEWER, viewerBefore);
            restore(SESSION, sessionBefore);
            restore(CHANNEL, channelBefore);
        };
    }

    private @Nullable String put(String key, String value) {
        String before = context.get(key);
        context.put(key, value);
        return before;
    }

    private void restore(String key, @Nullable String before) {
        if (before == null) {
            context.remove(key);
        } else {
            context.put(key, before);
        }
    }
}
