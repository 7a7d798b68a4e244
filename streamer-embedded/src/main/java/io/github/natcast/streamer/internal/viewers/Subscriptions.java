package io.github.natcast.streamer.internal.viewers;

import java.util.Optional;

/** What one viewer holds of the shared encodings; audio only when it was negotiated. */
public record Subscriptions(SharedVideo.Lease video, Optional<SharedAudio.Lease> audio) implements AutoCloseable {
    @Override
    public void close() {
        video.close();
        audio.ifPresent(SharedAudio.Lease::close);
    }
}
