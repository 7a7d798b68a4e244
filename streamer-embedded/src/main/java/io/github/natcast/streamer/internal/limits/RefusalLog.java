package io.github.natcast.streamer.internal.limits;

import io.github.natcast.streamer.ViewerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the operator who was refused what: a line each, {@value #PER_MINUTE} a minute for each reason, then their
 * number. It never has a token. Thread-safe.
 */
public final class RefusalLog {
    static final int PER_MINUTE = 6;

    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Refusals");
    /** A program may refuse with codes of its own. */
    private static final int MOST_REASONS = 64;

    private static final String OTHER = "other";

    /** What would let in who is refused, where it is the operator who can change it. */
    private static final Map<String, String> ADVICE = Map.of(
            "too_many_viewers",
            ": every place is taken; raise max-viewers (maximumViewers) if this host and its line carry more",
            "too_many_viewers_of_client",
            ": one address has all places that it may have; raise viewers-per-client if many people share it",
            "no_common_codec",
            ": the client decodes nothing that is sent here; let other codecs be sent, too (codecs), or another profile"
                    + " (h264-profile): constrained baseline and VP8 are in all browsers");

    private final LongSupplier nanoTime;
    private final Map<String, LogAllowance> allowances = new ConcurrentHashMap<>();

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public RefusalLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Tells of one refusal, or counts it.
     *
     * @param code the reason, as the client is told it
     */
    public void refused(String code, ViewerRequest request) {
        allowance(code)
                .line()
                .ifPresent(more -> LOGGER.atLevel(ADVICE.containsKey(code) ? Level.WARN : Level.INFO)
                        .log(
                                "refused {} from {}, session {}: {}{}{}",
                                request.protocol(),
                                ClientKey.of(request.remoteAddress()).name(),
                                request.session(),
                                code,
                                ADVICE.getOrDefault(code, ""),
                                LogAllowance.more(more)));
    }

    private LogAllowance allowance(String code) {
        LogAllowance known = allowances.get(code);
        if (known != null) {
            return known;
        }
        String reason = allowances.size() < MOST_REASONS ? code : OTHER;
        return allowances.computeIfAbsent(reason, first -> new LogAllowance(PER_MINUTE, nanoTime));
    }
}
