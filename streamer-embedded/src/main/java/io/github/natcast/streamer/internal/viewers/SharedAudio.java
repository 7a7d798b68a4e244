package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.rtp.opus.OpusPacketizer;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.Fanout;

/** The one broadcast of audio, encoded as long as some viewer is subscribed to it. Thread-safe. */
public final class SharedAudio implements AutoCloseable {
    private final AudioSettings settings;
    private final Broadcast broadcast;
    private final CountedSubscription shared;

    public SharedAudio(AudioEncoding encoding, AudioSettings settings, Fanout fanout) {
        this.settings = settings;
        broadcast = fanout.broadcast(OpusPacketizer.CLOCK_RATE);
        shared = new CountedSubscription(
                broadcast,
                () -> encoding.subscribe(packet -> broadcast.send(
                        OpusPacketizer.packetize(packet.data(), packet.captureTimeNanos(), packet.silent())))::close);
    }

    /** What an answer says about it. */
    public LocalMedia.Opus offered(long ssrc) {
        return new LocalMedia.Opus(
                ssrc,
                settings.channels() == 2,
                settings.forwardErrorCorrection(),
                settings.discontinuousTransmission());
    }

    /** Viewers that are sent it. */
    public int viewers() {
        return shared.viewers();
    }

    /** Starts the encoding for the first viewer. */
    public CountedSubscription.Subscription subscribe() {
        return shared.subscribe();
    }

    /** Has the sender threads forget it; to be called when nobody is left and nothing is encoded any more. */
    @Override
    public void close() {
        broadcast.close();
    }
}
