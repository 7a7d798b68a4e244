package io.github.natcast.streamer.internal.signaling;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The limits and address of a {@link SignalingServer}. Immutable.
 *
 * @param address where to listen; port 0 takes any free port
 * @param token what clients must present as {@code Authorization: Bearer …} or {@code ?token=…} to offer; none admits
 *     everyone
 * @param maximumViewers how many viewers may be open at once, 1 or more
 * @param maximumOfferBytes the longest offer that is looked at, 1 kB or more
 * @param maximumMessageBytes the longest WebSocket message or HTTP body that is read at all; beyond it the connection
 *     is closed. Not below {@code maximumOfferBytes}
 * @param heartbeat how long a WebSocket may be silent before it is pinged; silent for twice as long it is dead. 100 ms
 *     or more
 * @param endViewerOnSocketLoss whether a viewer ends when its WebSocket is lost without a closing handshake. By default
 *     it goes on until its consent expires: a tunnel that restarts breaks every TCP connection, but media come back
 */
public record SignalingSettings(
        InetSocketAddress address,
        Optional<String> token,
        int maximumViewers,
        int maximumOfferBytes,
        int maximumMessageBytes,
        Duration heartbeat,
        boolean endViewerOnSocketLoss) {

    public SignalingSettings {
        require(
                !token.map(String::isBlank).orElse(false),
                "the token must not be blank; leave it out to admit everyone");
        require(maximumViewers >= 1, "maximumViewers is " + maximumViewers + ", must be 1 or more");
        require(maximumOfferBytes >= 1024, "maximumOfferBytes is " + maximumOfferBytes + ", must be 1024 or more");
        require(
                maximumMessageBytes >= maximumOfferBytes,
                "maximumMessageBytes is " + maximumMessageBytes + ", must not be below maximumOfferBytes, "
                        + maximumOfferBytes);
        require(heartbeat.toMillis() >= 100, "heartbeat is " + heartbeat + ", must be 100 ms or more");
    }

    /** Any number of viewers, no token, offers up to 256 kB, messages up to 2 MB, a ping after 15 s of silence. */
    public static SignalingSettings at(InetSocketAddress address) {
        return new SignalingSettings(
                address, Optional.empty(), Integer.MAX_VALUE, 256 << 10, 2 << 20, Duration.ofSeconds(15), false);
    }

    public SignalingSettings withToken(Optional<String> value) {
        return new SignalingSettings(
                address,
                value,
                maximumViewers,
                maximumOfferBytes,
                maximumMessageBytes,
                heartbeat,
                endViewerOnSocketLoss);
    }

    public SignalingSettings withMaximumViewers(int value) {
        return new SignalingSettings(
                address, token, value, maximumOfferBytes, maximumMessageBytes, heartbeat, endViewerOnSocketLoss);
    }

    public SignalingSettings withMaximumBytes(int offer, int message) {
        return new SignalingSettings(address, token, maximumViewers, offer, message, heartbeat, endViewerOnSocketLoss);
    }

    public SignalingSettings withHeartbeat(Duration value) {
        return new SignalingSettings(
                address, token, maximumViewers, maximumOfferBytes, maximumMessageBytes, value, endViewerOnSocketLoss);
    }

    public SignalingSettings withEndViewerOnSocketLoss(boolean value) {
        return new SignalingSettings(
                address, token, maximumViewers, maximumOfferBytes, maximumMessageBytes, heartbeat, value);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
