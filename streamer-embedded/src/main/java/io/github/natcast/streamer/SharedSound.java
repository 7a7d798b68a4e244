package io.github.natcast.streamer;

import io.github.natcast.streamer.encode.AudioPipeline;
import io.github.natcast.streamer.encode.AudioSubscription;
import io.github.natcast.streamer.encode.EncodedAudio;
import io.github.natcast.streamer.fanout.Broadcast;
import io.github.natcast.streamer.fanout.Fanout;
import io.github.natcast.streamer.negotiation.LocalAudio;
import io.github.natcast.streamer.rtp.opus.OpusPacketizer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The one broadcast of sound, encoded as long as some viewer holds a lease of it. Thread-safe. */
final class SharedSound {
    private final AudioPipeline pipeline;
    private final AudioSettings settings;
    private final Broadcast broadcast;
    private @Nullable AudioSubscription subscription;
    private int leases;

    SharedSound(AudioPipeline pipeline, AudioSettings settings, Fanout fanout) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.broadcast = fanout.broadcast(OpusPacketizer.CLOCK_RATE);
    }

    /** What an answer says of it. */
    LocalAudio offered(long ssrc) {
        return new LocalAudio(
                ssrc,
                settings.channels() == 2,
                settings.forwardErrorCorrection(),
                settings.discontinuousTransmission());
    }

    /** Viewers that are sent it. */
    synchronized int viewers() {
        return leases;
    }

    synchronized Lease acquire() {
        if (leases++ == 0) {
            subscription = pipeline.subscribe(this::send);
        }
        return new Lease();
    }

    private void send(EncodedAudio packet) {
        broadcast.send(OpusPacketizer.packetize(packet.data(), packet.captureTimeNanos(), packet.silent()));
    }

    private synchronized void release() {
        if (--leases == 0 && subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    /** One viewer's hold on the sound. */
    final class Lease implements AutoCloseable {
        private final AtomicBoolean closed = new AtomicBoolean();

        Broadcast broadcast() {
            return broadcast;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release();
            }
        }
    }
}
