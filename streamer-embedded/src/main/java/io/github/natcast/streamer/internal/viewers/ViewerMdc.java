package io.github.natcast.streamer.internal.viewers;

import org.jspecify.annotations.Nullable;
import org.slf4j.spi.MDCAdapter;

/**
 * Names a viewer in log lines: what a task of {@link #run} logs carries the viewer's id, session, channel and masked
 * address in SLF4J's mapped diagnostic context. Nothing on the packet path runs in it. Immutable, and thread-safe.
 */
final class ViewerMdc {
    /** The keys, which {@code docs/monitoring.md} promises. */
    static final String VIEWER = "natcast.viewer";

    static final String SESSION = "natcast.session";
    static final String CHANNEL = "natcast.channel";
    static final String CLIENT = "natcast.client";

    private final MDCAdapter context;
    private final String viewer;
    private final String session;
    private final String channel;
    private final String client;

    /** @param client the masked address that the offer came from */
    ViewerMdc(MDCAdapter context, String viewer, String session, String channel, String client) {
        this.context = context;
        this.viewer = viewer;
        this.session = session;
        this.channel = channel;
        this.client = client;
    }

    /** Runs the task, whose log lines on the calling thread name the viewer. */
    void run(Runnable task) {
        @Nullable String viewerBefore = put(VIEWER, viewer);
        @Nullable String sessionBefore = put(SESSION, session);
        @Nullable String channelBefore = put(CHANNEL, channel);
        @Nullable String clientBefore = put(CLIENT, client);
        try {
            task.run();
        } finally {
            restore(VIEWER, viewerBefore);
            restore(SESSION, sessionBefore);
            restore(CHANNEL, channelBefore);
            restore(CLIENT, clientBefore);
        }
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
