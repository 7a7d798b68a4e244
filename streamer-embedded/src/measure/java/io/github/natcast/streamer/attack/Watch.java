package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.srtp.ReferenceSrtp;
import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import java.security.GeneralSecurityException;

/**
 * One who watches: opens every packet, and notes what is missing and late. A frame is late by the time from its RTP
 * timestamp to its last packet, less the least that was ever seen. {@link #reset} and {@link #seen} may be called by
 * any thread.
 */
final class Watch implements Runnable {
    private static final int CLOCK = 90_000;

    private final TinyViewer viewer;
    private final ReferenceSrtp opener;

    private int expected = -1;
    private int rollovers;
    private int firstTimestamp;
    private boolean any;
    private long leastDelayNanos = Long.MAX_VALUE;
    private long lastFrame;

    private long frames;
    private long lost;
    private long forged;
    private long latestNanos;
    private long gapNanos;
    private boolean over;

    Watch(TinyViewer viewer) {
        this.viewer = viewer;
        SrtpKeyingMaterial keys = viewer.keys();
        this.opener = new ReferenceSrtp(keys.profile(), keys.serverKey(), keys.serverSalt());
    }

    /**
     * What was seen since the last {@link #reset}.
     *
     * @param forged packets that could not be opened
     * @param over whether nothing comes any more
     */
    record Seen(long frames, long lost, long forged, double lateMillis, double gapMillis, boolean over) {}

    synchronized void reset() {
        frames = 0;
        lost = 0;
        forged = 0;
        latestNanos = 0;
        gapNanos = 0;
        lastFrame = System.nanoTime();
    }

    synchronized Seen seen() {
        long gap = Math.max(gapNanos, System.nanoTime() - lastFrame);
        return new Seen(frames, lost, forged, latestNanos / 1e6, gap / 1e6, over);
    }

    @Override
    public void run() {
        try {
            for (byte[] packet = viewer.nextProtected(); packet != null; packet = viewer.nextProtected()) {
                if (!TinyViewer.isRtcp(packet)) {
                    take(packet, System.nanoTime());
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            over = true;
        }
    }

    private synchronized void take(byte[] packet, long now) {
        int number = Bytes.get16(packet, 2);
        int missed = expected < 0 ? 0 : (short) (number - expected);
        int cycle = rollovers;
        if (missed >= 0 && expected > number) {
            cycle++; // RFC 3711 §3.3.1
        } else if (missed < 0 && number > expected) {
            cycle--;
        }
        try {
            opener.openRtp(packet, cycle);
        } catch (GeneralSecurityException e) {
            forged++;
            return;
        }
        lost += missed; // one that comes late is subtracted again
        if (missed < 0) {
            return;
        }
        rollovers = cycle;
        expected = number + 1;
        if ((packet[1] & 0x80) != 0) {
            frame(Bytes.get32(packet, 4), now);
        }
    }

    /** The marker bit ends a frame (RFC 6184 §5.1). */
    private void frame(int timestamp, long now) {
        if (!any) {
            any = true;
            firstTimestamp = timestamp;
        }
        long delay = now - (long) (timestamp - firstTimestamp) * 1_000_000_000L / CLOCK;
        leastDelayNanos = Math.min(leastDelayNanos, delay);
        latestNanos = Math.max(latestNanos, delay - leastDelayNanos);
        gapNanos = Math.max(gapNanos, now - lastFrame);
        lastFrame = now;
        frames++;
    }
}
