package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerHealth;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.audio.AudioStatus;
import io.github.natcast.streamer.internal.viewers.SharedAudio;

/** The state of a channel's audio encoding. Thread-safe. */
public final class AudioReport {
    private final AudioEncoding encoding;
    private final SharedAudio shared;

    public AudioReport(AudioEncoding encoding, SharedAudio shared) {
        this.encoding = encoding;
        this.shared = shared;
    }

    StreamerHealth.Audio health(String channel) {
        AudioStatus status = encoding.status();
        return new StreamerHealth.Audio(
                channel,
                status.failure(),
                shared.viewers(),
                status.frames(),
                status.packets(),
                status.silences(),
                status.bytes(),
                status.dropped(),
                status.correctedSamples());
    }
}
