package io.github.natcast.streamer.internal.media.codec;

/** Takes Opus packets, on the audio encoder's thread; must not block. */
@FunctionalInterface
public interface EncodedAudioListener {
    void onPacket(EncodedAudio packet);
}
