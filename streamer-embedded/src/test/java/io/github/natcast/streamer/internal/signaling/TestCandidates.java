package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;
import java.util.OptionalInt;

final class TestCandidates {
    static final TrickledCandidate HOST = new TrickledCandidate(
            "candidate:1 1 udp 2130706431 203.0.113.7 10111 typ host", Optional.of("0"), OptionalInt.of(0));

    private TestCandidates() {}
}
