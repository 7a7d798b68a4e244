package io.github.natcast.streamer.internal.viewers;

import java.util.Optional;

/** What one viewer holds of the shared encodings; sound only when it was negotiated. */
public record ViewerLeases(SharedEncodings.Lease video, Optional<SharedSound.Lease> audio) implements AutoCloseable {
    @Override
    public void close() {
        video.close();
        audio.ifPresent(SharedSound.Lease::close);
    }
}
