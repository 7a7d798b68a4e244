package io.github.natcast.sdp.diagnose;

import java.util.Locale;

/**
 * Why a viewer sees nothing, or sees it badly. The names and {@linkplain #wireCode() wire codes} are stable;
 * {@code docs/verdicts.md} says of each what was seen then.
 */
public enum ViewerVerdictCode {
    /** The viewer is elsewhere, and the answer names no address that leads here from there. */
    NO_PUBLIC_ADDRESS(Phase.CONNECTING),
    /** The viewer's addresses are of the one family, and those in the answer of the other. */
    FAMILY_MISMATCH(Phase.CONNECTING),
    /** The viewer offered no candidate: it may use relays only, and has got none. */
    NO_CANDIDATES(Phase.CONNECTING),
    /** The viewer uses relays only, and no packet came through one. */
    RELAY_SILENT(Phase.CONNECTING),
    /** The viewer can use TCP only, and the answer names no TCP port. */
    TCP_ONLY(Phase.CONNECTING),
    /** This host's NAT has to be opened toward the viewer, whose candidates are names that only its network knows. */
    MDNS_ONLY(Phase.CONNECTING),
    /** No viewer's packet ever arrived at the port. */
    PORT_UNREACHABLE(Phase.CONNECTING),
    /** Other viewers' packets arrive at the port, and this one's do not. */
    VIEWER_BLOCKED(Phase.CONNECTING),
    /** The viewer's checks arrive, and no pair becomes valid: the answers do not reach it. */
    ANSWERS_LOST(Phase.CONNECTING),
    /** There is a path, and no DTLS handshake began. */
    DTLS_NOT_BEGUN(Phase.CONNECTING),
    /** A DTLS handshake began, and was not finished. */
    DTLS_UNFINISHED(Phase.CONNECTING),
    /** The DTLS handshake failed, for a reason that one side has named. */
    DTLS_FAILED(Phase.CONNECTING),
    /** The viewer was connected, and does not answer any more. */
    VIEWER_SILENT(Phase.CONNECTING),

    /** There is no picture that could be sent. */
    NO_SOURCE(Phase.STARTING),
    /** There are pictures, and no encoder makes frames of them. */
    NO_ENCODER(Phase.STARTING),
    /** There are frames, and none is sent to the viewer. */
    NOTHING_SENT(Phase.STARTING),
    /** Packets are sent, and the viewer does not say that any arrived. */
    MEDIA_LOST(Phase.STARTING),
    /** Packets arrive, and the viewer decodes no picture. */
    NOT_DECODED(Phase.STARTING),
    /** Pictures are decoded, and the page shows none. */
    NOT_SHOWN(Phase.STARTING),

    /** The source gives few pictures. */
    SLOW_SOURCE(Phase.PLAYING),
    /** The encoder makes fewer frames than the source gives pictures. */
    SLOW_ENCODER(Phase.PLAYING),
    /** The server's threads get too little of the processor. */
    BUSY_HOST(Phase.PLAYING),
    /** The server's operating system refuses packets. */
    SOCKET_FULL(Phase.PLAYING),
    /** Packets get lost, though they wait in no queue. */
    LOSS(Phase.PLAYING),
    /** Packets wait long in a queue on their way. */
    LONG_QUEUE(Phase.PLAYING),
    /** The path carries much less than the full rendition. */
    NARROW_PATH(Phase.PLAYING),
    /** The way is long: even without queues it takes its time. */
    LONG_WAY(Phase.PLAYING),
    /** Packets arrive unevenly, so that the viewer buffers long. */
    JITTER(Phase.PLAYING),
    /** The viewer's device decodes fewer pictures than arrive. */
    SLOW_DECODER(Phase.PLAYING);

    /** When it can be said. */
    public enum Phase {
        /** Before media can flow. */
        CONNECTING,
        /** Before the first picture. */
        STARTING,
        /** After that. */
        PLAYING
    }

    private final Phase phase;

    ViewerVerdictCode(Phase phase) {
        this.phase = phase;
    }

    /** When it can be said. */
    public Phase phase() {
        return phase;
    }

    /** The code in machine-readable output, such as {@code port-unreachable}. */
    public String wireCode() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
