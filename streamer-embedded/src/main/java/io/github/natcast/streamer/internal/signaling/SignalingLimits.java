package io.github.natcast.streamer.internal.signaling;

import java.time.Duration;

/**
 * What signalling accepts from one client, and how long it waits for it. Immutable; only tests use other values than
 * {@link #DEFAULTS}.
 *
 * @param maximumOfferBytes the longest offer that is parsed
 * @param maximumMessageBytes the longest WebSocket message or HTTP body that is read; a longer one closes the
 *     connection. Not below {@code maximumOfferBytes}, so that an offer that is too long is refused with a reason
 * @param head how long the head of an HTTP request may take to arrive, from its first byte
 * @param request how long its body may take then
 * @param heartbeat how long a WebSocket may be silent before the server pings it; after twice that time the server
 *     closes it
 * @param authentication how long a WebSocket that came without credentials may take to send some
 * @param endsViewerOnSocketLoss whether a viewer ends when its WebSocket is lost without a closing handshake. By
 *     default it goes on until its consent expires (RFC 7675): a tunnel that restarts breaks every TCP connection, but
 *     media recover
 */
public record SignalingLimits(
        int maximumOfferBytes,
        int maximumMessageBytes,
        Duration head,
        Duration request,
        Duration heartbeat,
        Duration authentication,
        boolean endsViewerOnSocketLoss) {

    public static final SignalingLimits DEFAULTS = new SignalingLimits(
            256 << 10,
            2 << 20,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            false);

    SignalingLimits withHeartbeat(Duration value) {
        return new SignalingLimits(
                maximumOfferBytes, maximumMessageBytes, head, request, value, authentication, endsViewerOnSocketLoss);
    }

    SignalingLimits endingViewersOnSocketLoss() {
        return new SignalingLimits(
                maximumOfferBytes, maximumMessageBytes, head, request, heartbeat, authentication, true);
    }

    SignalingLimits withAuthentication(Duration value) {
        return new SignalingLimits(
                maximumOfferBytes, maximumMessageBytes, head, request, heartbeat, value, endsViewerOnSocketLoss);
    }
}
