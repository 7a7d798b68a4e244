package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.signaling.SignalingReply;

/** What a server answers by itself where a request never reaches signalling, in signalling's form. Stateless. */
public final class HttpProblem {
    private static final ServerMessages MESSAGES = new ServerMessages(new ObjectMapper());

    private HttpProblem() {}

    /**
     * A problem as {@code application/problem+json} (RFC 9457).
     *
     * @param code stable, for programs
     * @param text for people: the reason and what would be accepted
     */
    public static SignalingReply reply(int status, String code, String text) {
        return Reply.problem(new Problem(status, code, text), MESSAGES).done();
    }

    /** As {@link #reply}, with the time after which the client may try again. */
    public static SignalingReply retryAfter(int seconds, int status, String code, String text) {
        return Reply.problem(new Problem(status, code, text), MESSAGES)
                .header("Retry-After", Integer.toString(seconds))
                .done();
    }
}
