package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.util.List;
import java.util.Optional;

/**
 * What viewers are sent. Immutable.
 *
 * @param codecs what may be negotiated, the best first
 * @param playoutDelay what viewers are asked to wait before they show a picture; empty leaves it to them
 * @param audio the audio
 * @param segmentation whether the kernel may be given several packets at once, where it can take them
 */
public record SendSettings(
        List<VideoCodec> codecs, Optional<PlayoutDelay> playoutDelay, AudioSettings audio, boolean segmentation) {
    public SendSettings {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("at least one video codec is needed, such as H264");
        }
    }

    SendSettings withCodecs(List<VideoCodec> usable) {
        return new SendSettings(usable, playoutDelay, audio, segmentation);
    }

    /** New sockets for media, with counters of their own. */
    EgressSockets egressSockets() {
        return segmentation ? EgressSockets.fastest() : EgressSockets.plain();
    }
}
