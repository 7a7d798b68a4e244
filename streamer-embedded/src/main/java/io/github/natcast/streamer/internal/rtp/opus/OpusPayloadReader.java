package io.github.natcast.streamer.internal.rtp.opus;

import io.github.natcast.streamer.internal.rtp.PayloadReader;
import java.util.List;
import java.util.Optional;

/** Each payload is one Opus packet as it is (RFC 7587 §4.2). Immutable. */
public final class OpusPayloadReader implements PayloadReader {

    @Override
    public boolean isFirst(byte[] payload) {
        return true;
    }

    /** Empty for more than one payload, which cannot have one timestamp. */
    @Override
    public Optional<byte[]> join(List<byte[]> payloads) {
        return payloads.size() == 1 ? Optional.of(payloads.get(0)) : Optional.empty();
    }
}
