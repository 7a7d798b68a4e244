package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A WHEP endpoint that is played from, again and again until it refuses for good: the requests, redirects, restarts and
 * pauses are those of publishing. Thread-safe.
 */
public final class PlayedEndpoint {
    private final Publishing sessions;

    /** Hears of the endpoint, on the control loop. */
    public interface Listener {
        /** A session is offered; it is the current one until the next. */
        void onAttempt(PublicationSession session);

        void onConnected();

        /**
         * It does not play, and comes again.
         *
         * @param reason for the operator
         * @param wait until the next attempt
         */
        void onLost(String reason, Duration wait);

        /** It was refused for good. Nothing follows. */
        void onRefused(String reason);
    }

    /**
     * @param token asked before each request; empty where there is none
     * @param http runs what follows an answer
     */
    public PlayedEndpoint(
            URI endpoint,
            Supplier<Optional<String>> token,
            Executor http,
            PublicationSession.Factory sessions,
            ControlLoop control,
            RandomGenerator random,
            Listener listener) {
        this(
                endpoint,
                new JdkHttpExchange(http),
                () -> CompletableFuture.supplyAsync(token, http),
                sessions,
                control,
                random,
                listener);
    }

    PlayedEndpoint(
            URI endpoint,
            HttpExchange http,
            Supplier<CompletionStage<Optional<String>>> token,
            PublicationSession.Factory sessions,
            ControlLoop control,
            RandomGenerator random,
            Listener listener) {
        InstantSource clock = InstantSource.system();
        WhipClient client = new WhipClient(endpoint, http, token, WhipRefusals.ofPlaying(endpoint, clock));
        this.sessions = new Publishing(client, sessions, control, random, new Publishing.Listener() {
            @Override
            public void onAttempt(PublicationSession session) {
                listener.onAttempt(session);
            }

            @Override
            public void onConnected() {
                listener.onConnected();
            }

            @Override
            public void onLost(String reason, Duration wait) {
                listener.onLost(reason, wait);
            }

            @Override
            public void onRestarted() {
                // The pictures tell.
            }

            @Override
            public void onRefused(String reason) {
                listener.onRefused(reason);
            }
        });
    }

    /** Begins. */
    public void start() {
        sessions.start();
    }

    /**
     * Ends the session, and all attempts.
     *
     * @return completes when the server has deleted the session, or cannot be asked
     */
    public CompletionStage<Boolean> close() {
        return sessions.close();
    }
}
