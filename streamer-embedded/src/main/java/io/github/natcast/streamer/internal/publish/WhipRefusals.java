package io.github.natcast.streamer.internal.publish;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Says what an endpoint's refusal means, and what to do. Immutable. */
final class WhipRefusals {
    private final URI endpoint;
    private final InstantSource clock;
    private final boolean plays;

    WhipRefusals(URI endpoint, InstantSource clock) {
        this(endpoint, clock, false);
    }

    private WhipRefusals(URI endpoint, InstantSource clock, boolean plays) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.plays = plays;
    }

    /**
     * Of WHEP, where 409 says that nobody publishes yet (draft-ietf-wish-whep §4.2), and 404 does so at engines that
     * know no stream before its publisher.
     */
    static WhipRefusals ofPlaying(URI endpoint, InstantSource clock) {
        return new WhipRefusals(endpoint, clock, true);
    }

    /**
     * The answer to a POST. 401 and 403, and of a publication 404 and 409, do not heal by themselves, unless the server
     * says when to come again.
     */
    Refusal of(WhipResponse response) {
        Optional<Duration> retryAfter = RetryAfter.of(response, clock.instant());
        int status = response.status();
        Refusal.Kind kind = kind(status);
        // What an engine says of a stream that is not there is its path, and that may be a secret.
        String words = kind == Refusal.Kind.NOTHING_YET ? "" : response.words(endpoint);
        String reason = PlainUri.of(response.source()) + " answers " + status + words + advice(response);
        return new Refusal(reason, kind, retryAfter);
    }

    private Refusal.Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Refusal.Kind.FOR_GOOD;
            case 404 -> plays ? Refusal.Kind.NOTHING_YET : Refusal.Kind.FOR_GOOD;
            case 409 -> plays ? Refusal.Kind.NOTHING_YET : Refusal.Kind.CONFLICT;
            default -> Refusal.Kind.FOR_NOW;
        };
    }

    private String advice(WhipResponse response) {
        boolean elsewhere = !Origin.of(response.source()).equals(Origin.of(endpoint));
        String use = plays ? "play from " : "publish to ";
        return switch (response.status()) {
            case 401, 403 ->
                elsewhere
                        ? ". The endpoint redirects there, and the token is not sent to another origin; " + use
                                + "that URL"
                        : ". Check the token: the engine wants another one, or one at all";
            case 400 -> ". Some engines answer so where the token is missing";
            case 404 ->
                plays
                        ? ". Nobody publishes there yet, or the path of the URL is another one"
                        : ". Check the path of the URL, and that the engine knows the stream";
            case 405 -> ". Check the URL: nothing can be posted there";
            case 409 ->
                plays ? ". Nobody publishes there yet" : ". Somebody publishes there already, or the stream is closed";
            case 301, 302, 303 ->
                ". It redirects in a way that loses the offer; " + use + "the URL it names, which is "
                        + response.header("Location")
                                .flatMap(to -> Origin.resolve(response.source(), to))
                                .map(to -> named(response.source(), to))
                                .orElse("none of HTTP, or leaves TLS");
            default -> "";
        };
    }

    private static String named(URI source, URI target) {
        boolean same = Objects.equals(source.getRawPath(), target.getRawPath())
                && Objects.equals(source.getRawQuery(), target.getRawQuery());
        return PlainUri.of(target) + (same ? " with the same path" : " with another path");
    }

    /** No answer at all. */
    Refusal of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String where = PlainUri.of(endpoint);
        if (cause instanceof ConnectException) {
            return Refusal.of(Refusal.Kind.UNREACHABLE, "nobody listens at " + where);
        }
        if (cause instanceof HttpTimeoutException) {
            return Refusal.forNow(where + " does not answer in time");
        }
        if (cause instanceof SSLException) {
            return Refusal.forNow("TLS with " + where + " fails: " + cause.getMessage());
        }
        if (isClosedWithoutAnswer(cause)) {
            return Refusal.forNow(where + " closes the connection without an answer: does somebody publish this stream"
                    + " already, and is this the WHIP URL?");
        }
        return Refusal.forNow(where + " cannot be asked: " + cause.getMessage());
    }

    /** So does SRS with whatever it does not take: it is there, and will not do it. */
    static boolean isClosedWithoutAnswer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }
}
