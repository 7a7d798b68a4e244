package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.Offers;
import io.github.natcast.streamer.whep.WhepViewer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A viewer that stays and compares RTP timestamps with the machine's clock. It takes the earliest packet of each
 * interval, since a late one proves nothing. Thread-safe.
 */
final class TimestampWatch implements AutoCloseable {
    private static final int VIDEO = 102;
    private static final int AUDIO = 111;

    /** One stream's timestamps, unwrapped. Guarded by itself. */
    private static final class Line {
        private final double clockRate;
        private boolean any;
        private int last;
        private long ticks;
        private long firstNanos;
        private double earliestMillis = Double.NaN;
        private long packets;

        Line(double clockRate) {
            this.clockRate = clockRate;
        }

        synchronized void came(int timestamp, long now) {
            if (!any) {
                any = true;
                firstNanos = now;
                last = timestamp;
            }
            ticks += timestamp - last;
            last = timestamp;
            packets++;
            double late = (now - firstNanos) / 1e6 - ticks * 1000 / clockRate;
            earliestMillis = Double.isNaN(earliestMillis) ? late : Math.min(earliestMillis, late);
        }

        synchronized double take() {
            double taken = earliestMillis;
            earliestMillis = Double.NaN;
            return taken;
        }

        synchronized long packets() {
            return packets;
        }
    }

    private final Line video = new Line(90_000);
    private final Line audio = new Line(48_000);
    private final WhepViewer viewer;
    private final Thread thread = new Thread(this::run, "timestamp-watch");

    private TimestampWatch(WhepViewer viewer) {
        this.viewer = viewer;
    }

    static TimestampWatch start(HttpClient http, URI server, DtlsIdentity identity) throws Exception {
        TimestampWatch watch = new TimestampWatch(WhepViewer.join(
                http, server, identity, Offers.withAudio(identity.fingerprint().toString())));
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            byte @Nullable [] packet = viewer.nextProtected();
            while (packet != null) {
                int type = packet[1] & 0x7F;
                if (type == VIDEO || type == AUDIO) {
                    // SRTP leaves the header readable (RFC 3711 §3.1).
                    (type == VIDEO ? video : audio).came(ByteBuffer.wrap(packet).getInt(4), System.nanoTime());
                }
                packet = viewer.nextProtected();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** By how much the video's timestamps have fallen behind the clock since the first packet; NaN when none came. */
    double videoMillis() {
        return video.take();
    }

    double audioMillis() {
        return audio.take();
    }

    long packets() {
        return video.packets() + audio.packets();
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
            viewer.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
