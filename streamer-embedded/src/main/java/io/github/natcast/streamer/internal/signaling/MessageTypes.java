package io.github.natcast.streamer.internal.signaling;

import java.util.List;
import java.util.Set;

/** Which types of messages are signalling's own; all others are the program's. */
final class MessageTypes {
    /** The longest type, in characters. */
    static final int LONGEST = 64;

    private static final Set<String> NAMES = Set.of("ping", "pong", "error", "auth", "auth_required", "verdict");
    /** Whole families, so that a later version of signalling takes no type away from a program. */
    private static final List<String> PREFIXES = List.of("webrtc_", "ice_", "viewer_", "natcast_");

    /** In words, for messages to people. */
    static final String RESERVED =
            "ping, pong, error, auth, auth_required, verdict, and all that begin with webrtc_, ice_, viewer_ or natcast_";

    private MessageTypes() {}

    static boolean isReserved(String type) {
        return NAMES.contains(type) || PREFIXES.stream().anyMatch(type::startsWith);
    }
}
