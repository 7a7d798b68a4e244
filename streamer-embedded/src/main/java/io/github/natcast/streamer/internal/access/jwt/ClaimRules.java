package io.github.natcast.streamer.internal.access.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.natcast.streamer.security.JwtSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a token has to say, once its signature is right. Immutable. */
final class ClaimRules {
    /** The clocks of two servers differ (RFC 7519 §4.1.4). */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final JwtSettings settings;
    private final InstantSource clock;

    ClaimRules(JwtSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Why the token does not count; empty when it does. Names only what the token says itself. */
    Optional<String> objection(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date ends = claims.getExpirationTime();
        Date begins = claims.getNotBeforeTime();
        if (ends == null) {
            return Optional.of("it has no exp");
        }
        if (!now.isBefore(ends.toInstant().plus(LEEWAY))) {
            return Optional.of("it has expired");
        }
        if (begins != null && now.isBefore(begins.toInstant().minus(LEEWAY))) {
            return Optional.of("it is not valid yet");
        }
        if (settings.audience()
                .map(wanted -> !claims.getAudience().contains(wanted))
                .orElse(false)) {
            return Optional.of("it is for another audience");
        }
        if (settings.issuer().map(wanted -> !wanted.equals(claims.getIssuer())).orElse(false)) {
            return Optional.of("it is of another issuer");
        }
        return Optional.empty();
    }

    /** Which channels it names; empty when every token admits to all. */
    Optional<Set<String>> channels(JWTClaimsSet claims) {
        return settings.channelsClaim()
                .map(name -> names(claims.getClaim(name)).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> names(@Nullable Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String text
                ? Arrays.stream(text.split(" ")).filter(name -> !name.isEmpty())
                : Stream.empty();
    }
}
