package io.github.natcast.streamer.internal.access;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.security.AccessCheck;
import java.util.Optional;
import java.util.function.Predicate;

/** Admits whoever has one of some tokens. Thread-safe. */
public final class TokenCheck implements AccessCheck {
    private static final Verdict ADMITTED = Verdict.admitted();
    private static final Verdict UNAUTHORIZED = Verdict.unauthorized(
            "This server requires a token: Authorization: Bearer …, or on a WebSocket ?token=… or a first message.");

    private final Predicate<String> tokens;

    public TokenCheck(Predicate<String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public Verdict check(ViewerRequest request) {
        Optional<String> token = request.token();
        return token.isPresent() && tokens.test(token.get()) ? ADMITTED : UNAUTHORIZED;
    }
}
