package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.security.Limits;

/**
 * For whom a {@link SignalingEndpoint} answers. Immutable.
 *
 * @param entrance who may watch
 * @param forwarders whose word about their clients counts
 * @param limits how much clients may use
 * @param refusals counts what was refused
 * @param admin who may see how the streamer does
 * @param web whose pages may watch
 * @param identity which streamer this is, at each of its ports
 */
public record SignalingSettings(
        Entrance entrance,
        Forwarders forwarders,
        Limits limits,
        RefusalCounts refusals,
        AdminRule admin,
        WebRules web,
        ServerIdentity identity) {
    /** For everybody, and without a proxy in front. */
    public static final SignalingSettings OPEN = new SignalingSettings(
            Entrance.OPEN,
            Forwarders.NONE,
            Limits.defaults(),
            new RefusalCounts(),
            AdminRule.LOCAL,
            WebRules.SAME_ORIGIN);

    /** Of a streamer of its own. */
    public SignalingSettings(
            Entrance entrance,
            Forwarders forwarders,
            Limits limits,
            RefusalCounts refusals,
            AdminRule admin,
            WebRules web) {
        this(entrance, forwarders, limits, refusals, admin, web, ServerIdentity.random());
    }

    public SignalingSettings withEntrance(Entrance value) {
        return new SignalingSettings(value, forwarders, limits, refusals, admin, web, identity);
    }

    public SignalingSettings withAdmin(AdminRule value) {
        return new SignalingSettings(entrance, forwarders, limits, refusals, value, web, identity);
    }

    public SignalingSettings withForwarders(Forwarders value) {
        return new SignalingSettings(entrance, value, limits, refusals, admin, web, identity);
    }

    public SignalingSettings withWeb(WebRules value) {
        return new SignalingSettings(entrance, forwarders, limits, refusals, admin, value, identity);
    }

    public SignalingSettings withLimits(Limits value) {
        return new SignalingSettings(entrance, forwarders, value, refusals, admin, web, identity);
    }
}
