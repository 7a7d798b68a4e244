package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.security.Limits;
import java.util.Optional;

/**
 * For whom a {@link SignalingEndpoint} answers. Immutable.
 *
 * @param token what a client must present as {@code Authorization: Bearer …} or {@code ?token=…} before it may offer;
 *     empty admits everyone
 * @param forwarders whose word about their clients counts
 * @param limits how much clients may use
 * @param refusals counts what was refused
 */
public record SignalingSettings(Optional<String> token, Forwarders forwarders, Limits limits, RefusalCounts refusals) {
    /** Without a token, or a proxy in front. */
    public static final SignalingSettings OPEN =
            new SignalingSettings(Optional.empty(), Forwarders.NONE, Limits.defaults(), new RefusalCounts());

    public SignalingSettings {
        if (token.map(String::isBlank).orElse(false)) {
            throw new IllegalArgumentException("the token must not be blank; leave it out to admit everyone");
        }
    }

    public SignalingSettings withToken(Optional<String> value) {
        return new SignalingSettings(value, forwarders, limits, refusals);
    }

    public SignalingSettings withForwarders(Forwarders value) {
        return new SignalingSettings(token, value, limits, refusals);
    }

    public SignalingSettings withLimits(Limits value) {
        return new SignalingSettings(token, forwarders, value, refusals);
    }
}
