package io.github.natcast.streamer.internal.limits;

import java.util.Locale;

/** Why something was refused, or dropped: each is counted, and named so in the metrics. */
public enum Refusal {
    CONNECTIONS,
    CONNECTIONS_PER_ADDRESS,
    WEB_SOCKETS_PER_ADDRESS,
    REQUEST_RATE,
    REQUEST_TIME,
    UNFINISHED_MEMORY,
    UNREAD_ANSWERS,
    MESSAGE_RATE,
    OFFERS_PER_CLIENT,
    OFFERS,
    WAITING_PER_CLIENT,
    WAITING,
    VIEWERS_PER_CLIENT,
    VIEWERS,
    AUTHENTICATION,
    AUTHENTICATION_RATE,
    ORIGIN,
    HOST,
    CHECK_RATE,
    KEY_FRAME_RATE,
    RETRANSMISSION_RATE,
    FEEDBACK_RATE,
    HANDSHAKES;

    /** As a metric's label has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
