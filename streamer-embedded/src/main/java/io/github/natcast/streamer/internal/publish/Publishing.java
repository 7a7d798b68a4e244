package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.publish.PublicationState;
import io.github.natcast.topology.IceServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One publication: it makes one attempt after another until one is refused for good, or it is closed. Belongs to the
 * control loop, except where a method says otherwise; an {@link Attempt} is one session.
 */
final class Publishing {
    /** An OPTIONS request that is not answered by then has told nothing. */
    private static final Duration SERVERS = Duration.ofSeconds(1);

    /** How long an ended session may take to be deleted before the next is offered. */
    private static final Duration DELETION = Duration.ofMillis(1500);

    /** A connection that lasts so long has worked, and the next attempt after it waits for nothing. */
    private static final Duration LASTING = Duration.ofSeconds(10);

    /** For so long a session of ours that was not deleted may be what is in the way. */
    private static final Duration LEFTOVER = Duration.ofSeconds(60);

    private final WhipClient client;
    private final PublicationSession.Factory sessions;
    private final ControlLoop control;
    private final Backoff backoff;
    private final Listener listener;

    private PublicationState state = PublicationState.CONNECTING;
    private List<IceServer> servers = List.of();
    private boolean asksServers = true;
    private boolean toldNone;
    private boolean lasted;
    private Optional<Long> leftover = Optional.empty();
    private @Nullable Attempt current;

    /** Hears of the publication, on the control loop. */
    interface Listener {
        /** A session is offered. */
        void onAttempt(PublicationSession session);

        void onConnected();

        /**
         * It is not connected any more, or yet, and comes again.
         *
         * @param reason for the operator
         * @param wait until the next attempt
         */
        void onLost(String reason, Duration wait);

        /** ICE was restarted within the session. */
        void onRestarted();

        /** It was refused for good. Nothing follows. */
        void onRefused(String reason);
    }

    Publishing(
            WhipClient client,
            PublicationSession.Factory sessions,
            ControlLoop control,
            RandomGenerator random,
            Listener listener) {
        this.client = client;
        this.sessions = sessions;
        this.control = control;
        this.backoff = new Backoff(random);
        this.listener = listener;
    }

    /** Begins the first attempt. On any thread. */
    void start() {
        control.execute(this::discover);
    }

    /**
     * Ends the session, and all attempts. On any thread.
     *
     * @return completes when the server has deleted the session, or cannot be asked
     */
    CompletionStage<Boolean> close() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        control.execute(() -> {
            if (state.isFinal()) {
                done.complete(true);
                return;
            }
            state = PublicationState.CLOSED;
            end().whenComplete((deleted, failure) -> done.complete(failure == null && deleted));
        });
        return done;
    }

    /**
     * Gathering needs the engine's servers, and begins without them: mostly there are none. An engine that tells none
     * is not asked again.
     */
    private void discover() {
        if (state.isFinal()) {
            return;
        }
        Steps steps = new Steps(control::nanoTime);
        Attempt attempt = new Attempt(this, client, sessions, control, steps);
        current = attempt;
        listener.onAttempt(attempt.session());
        if (!asksServers) {
            attempt.offer(servers);
            return;
        }
        if (servers.isEmpty()) {
            attempt.prepare();
        }
        within(SERVERS, client.servers(), List.<IceServer>of(), told -> {
            steps.done("servers");
            toldNone = told.isEmpty();
            if (!toldNone) {
                servers = told;
            }
            if (attempt == current) {
                attempt.offer(servers);
            }
        });
    }

    /** What is known of servers after an answer: those of another session may have expired. */
    List<IceServer> learn(List<IceServer> linked) {
        asksServers = !toldNone;
        if (!linked.isEmpty()) {
            servers = linked;
        }
        return servers;
    }

    void connected(Attempt attempt) {
        if (attempt != current || state.isFinal()) {
            return;
        }
        state = PublicationState.CONNECTED;
        lasted = false;
        leftover = Optional.empty();
        listener.onConnected();
        control.schedule(LASTING, () -> {
            if (attempt == current && state == PublicationState.CONNECTED) {
                lasted = true;
                backoff.reset();
            }
        });
    }

    void restarted(Attempt attempt) {
        if (attempt == current) {
            listener.onRestarted();
        }
    }

    /** The attempt is over; another follows, or none. */
    void over(Attempt attempt, Refusal refusal) {
        if (attempt != current || state.isFinal()) {
            return;
        }
        if (refusal.last() && !isOurOwn(refusal)) {
            state = PublicationState.FAILED;
            end();
            listener.onRefused(refusal.reason());
            return;
        }
        boolean atOnce = state == PublicationState.CONNECTED && (lasted || refusal.kind() == Refusal.Kind.FORGOTTEN);
        Duration wait = atOnce ? Duration.ZERO : backoff.after(refusal);
        state = PublicationState.CONNECTING;
        lasted = false;
        listener.onLost(refusal.reason(), wait);
        within(DELETION, end(), false, deleted -> control.schedule(wait, this::discover));
    }

    /** A 409 soon after a session that could not be deleted is about that one, and ends with it. */
    private boolean isOurOwn(Refusal refusal) {
        return refusal.kind() == Refusal.Kind.CONFLICT
                && leftover.filter(since -> control.nanoTime() - since < LEFTOVER.toNanos())
                        .isPresent();
    }

    private CompletionStage<Boolean> end() {
        Attempt attempt = current;
        current = null;
        if (attempt == null) {
            return CompletableFuture.completedStage(true);
        }
        boolean open = attempt.isOpen();
        return attempt.end().thenApply(deleted -> {
            if (open && !deleted) {
                control.execute(() -> leftover = Optional.of(control.nanoTime()));
            }
            return deleted;
        });
    }

    /** Goes on with the result, or with {@code otherwise} when it is late; once, and on the control loop. */
    @SuppressWarnings("FutureReturnValueIgnored") // what follows runs on the control loop, which logs what it throws
    private <T> void within(Duration limit, CompletionStage<T> stage, T otherwise, Consumer<T> then) {
        First<T> first = new First<>(then);
        ControlLoop.Timer timer = control.schedule(limit, () -> first.take(otherwise));
        stage.whenComplete((value, failure) -> control.execute(() -> {
            timer.cancel();
            first.take(failure == null ? value : otherwise);
        }));
    }

    /** Hands on the first of what comes. Confined to the control loop. */
    private static final class First<T> {
        private final Consumer<T> then;
        private boolean taken;

        First(Consumer<T> then) {
            this.then = then;
        }

        void take(T value) {
            if (!taken) {
                taken = true;
                then.accept(value);
            }
        }
    }
}
