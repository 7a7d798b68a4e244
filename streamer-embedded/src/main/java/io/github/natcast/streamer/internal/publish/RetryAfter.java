package io.github.natcast.streamer.internal.publish;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After} (RFC 9110 §10.2.3): seconds, or a date. Stateless. */
final class RetryAfter {
    /** A server's mistake, such as a date in another year, must not end a publication. */
    static final Duration MOST = Duration.ofMinutes(10);

    private RetryAfter() {}

    static Optional<Duration> of(WhipResponse response, Instant now) {
        return response.header("Retry-After").flatMap(value -> parse(value.trim(), now));
    }

    private static Optional<Duration> parse(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(limited(Duration.ofSeconds(Integer.parseInt(value))));
        }
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return Optional.of(limited(Duration.between(now, then)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration limited(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
