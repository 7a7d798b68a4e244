package io.github.natcast.streamer.internal.media.source;

/** Holds a source's thread back while its pictures are not wanted. Thread-safe. */
final class ActiveGate {
    private boolean active = true;

    synchronized void set(boolean nowActive) {
        active = nowActive;
        notifyAll();
    }

    synchronized void await() throws InterruptedException {
        while (!active) {
            wait();
        }
    }
}
