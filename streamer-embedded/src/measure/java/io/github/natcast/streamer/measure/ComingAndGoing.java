package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.WhepViewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Viewers that join one after the other, stay a little, and leave in the three ways there are. */
final class ComingAndGoing implements AutoCloseable {
    /** How many stay at the same time. */
    private static final int GUESTS = 3;

    private final HttpClient http;
    private final URI server;
    private final DtlsIdentity identity;
    private final long pauseMillis;
    private final AtomicInteger joined = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Deque<WhepViewer> guests = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "coming-and-going");
    private volatile boolean stopping;

    ComingAndGoing(HttpClient http, URI server, DtlsIdentity identity, long pauseMillis) {
        this.http = http;
        this.server = server;
        this.identity = identity;
        this.pauseMillis = pauseMillis;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                next();
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            while (!guests.isEmpty()) {
                leave(guests.remove(), 0);
            }
        }
    }

    private void next() throws InterruptedException {
        try {
            guests.add(WhepViewer.join(http, server, identity));
            joined.incrementAndGet();
        } catch (InterruptedException end) {
            throw end;
        } catch (Exception failed) {
            refused.incrementAndGet();
            System.err.println("a viewer could not join: " + failed);
        }
        if (guests.size() > GUESTS) {
            leave(guests.remove(), joined.get() % 3);
        }
    }

    private void leave(WhepViewer guest, int way) {
        try {
            switch (way) {
                case 0 -> guest.leave();
                case 1 -> guest.hangUp();
                default -> guest.vanish();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            System.err.println("a viewer could not leave: " + failed);
        }
    }

    int joined() {
        return joined.get();
    }

    /** Attempts that received no packet. */
    int refused() {
        return refused.get();
    }

    /** Returns once all have left. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
