package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.internal.access.AccessChecks;
import io.github.natcast.streamer.internal.access.TokenSet;
import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.signaling.AdminRule;
import io.github.natcast.streamer.internal.signaling.Entrance;
import io.github.natcast.streamer.internal.signaling.SignalingSettings;
import io.github.natcast.streamer.internal.signaling.WebRules;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AccessCheck;
import io.github.natcast.streamer.security.AdminSettings;
import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes of the program's settings what signalling asks. Stateless. */
final class SecurityOpening {
    private SecurityOpening() {}

    /** @throws IOException when a file cannot be read or used, or a library is missing; the message names it */
    static SignalingSettings open(StreamerConfig config, RefusalCounts refusals) throws IOException {
        SecuritySettings security = config.security();
        return new SignalingSettings(
                entrance(security.access()),
                config.forwarders(),
                security.limits(),
                refusals,
                rule(security, isReachedFromOutside(config)),
                web(config));
    }

    /** The same at the operator's own address, where whoever reaches it needs a token only if there is one. */
    static SignalingSettings atOwnAddress(SignalingSettings settings) {
        return settings.withAdmin(new AdminRule(settings.admin().tokens(), AdminRule.Trusted.EVERYBODY));
    }

    private static Entrance entrance(Access access) throws IOException {
        if (access instanceof Access.Everybody) {
            return Entrance.OPEN;
        }
        AccessCheck check = AccessChecks.open(access);
        return access instanceof Access.Callback || access instanceof Access.Program
                ? Entrance.slow(check)
                : Entrance.quick(check);
    }

    /** A tunnel or a proxy makes strangers look local, and whom to let in shows that there are some. */
    private static AdminRule rule(SecuritySettings security, boolean reachedFromOutside) throws IOException {
        AdminSettings admin = security.admin();
        Optional<Predicate<String>> tokens = Optional.empty();
        if (admin.tokens().isPresent()) {
            tokens = Optional.of(TokenSet.open(admin.tokens().get()));
        }
        boolean trustsLocal =
                admin.listen().isEmpty() && security.access() instanceof Access.Everybody && !reachedFromOutside;
        return new AdminRule(tokens, trustsLocal ? AdminRule.Trusted.LOCAL : AdminRule.Trusted.NOBODY);
    }

    /** Who is reached from outside by whatever way hears names that nobody here knows. */
    private static WebRules web(StreamerConfig config) throws BindException {
        BindSettings bind = config.bind();
        boolean ownNamesOnly = bind.httpPort().isPresent()
                && RuntimeOpening.literal(bind.httpAddress()).isLoopbackAddress()
                && !isReachedFromOutside(config);
        return new WebRules(config.security().origins(), ownNamesOnly);
    }

    /** Somebody forwards to this machine: what its settings name says so. */
    private static boolean isReachedFromOutside(StreamerConfig config) {
        return !config.addresses().publicHosts().isEmpty()
                || !config.tcp().publicAddresses().isEmpty()
                || !config.nat().isEmpty()
                || !config.forwarders().equals(Forwarders.NONE);
    }
}
