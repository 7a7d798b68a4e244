package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.audio.AudioPipeline;
import io.github.natcast.streamer.internal.media.audio.AudioSubscription;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.rtp.opus.OpusPacketizer;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.Fanout;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The one broadcast of audio, encoded as long as some viewer holds a lease of it. Thread-safe. */
public final class SharedAudio {
    private final AudioPipeline pipeline;
    private final AudioSettings settings;
    private final Broadcast broadcast;
    private @Nullable AudioSubscription subscription;
    private int leases;

    public SharedAudio(AudioPipeline pipeline, AudioSettings settings, Fanout fanout) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.broadcast = fanout.broadcast(OpusPacketizer.CLOCK_RATE);
    }

    /** What an answer says of it. */
    public LocalMedia.Opus offered(long ssrc) {
        return new LocalMedia.Opus(
                ssrc,
                settings.channels() == 2,
                settings.forwardErrorCorrection(),
                settings.discontinuousTransmission());
    }

    /** Viewers that are sent it. */
    public synchronized int viewers() {
        return leases;
    }

    public synchronized Lease acquire() {
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

    /** One viewer's hold on the audio. */
    public final class Lease implements AutoCloseable {
        private final AtomicBoolean closed = new AtomicBoolean();

        public Broadcast broadcast() {
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
