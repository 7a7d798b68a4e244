package io.github.natcast.examples.spring;

import io.github.natcast.streamer.Streamer;
import org.springframework.context.SmartLifecycle;

/** Closes the streamer before the web server stops. Thread-safe. */
final class StreamerEnd implements SmartLifecycle {
    private final Streamer streamer;
    private volatile boolean running;

    StreamerEnd(Streamer streamer) {
        this.streamer = streamer;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        streamer.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** What starts last stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
