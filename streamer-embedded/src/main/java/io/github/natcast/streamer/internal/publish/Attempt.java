package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.negotiation.AnswerRejectedException;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session from its offer to its end: signalling on one side, media on the other. Belongs to the control loop. */
final class Attempt {
    private static final Logger LOGGER = LoggerFactory.getLogger(Attempt.class);

    /** From the answer to the first packet; ICE alone gives up after some ten seconds (RFC 8445 §6.1.4.2). */
    private static final Duration CONNECTING = Duration.ofSeconds(15);

    /** Servers that only the answer told are used when no path is found without them by then. */
    private static final Duration WITHOUT_SERVERS = Duration.ofMillis(1500);

    /** From the answered restart to a sign of life; then the session is no use. */
    private static final Duration RESTARTING = Duration.ofSeconds(5);

    /** Until a restart is tried again that the server has not answered: its network is away, too. */
    private static final Duration UNANSWERED = Duration.ofSeconds(1);

    private final Publishing owner;
    private final WhipClient client;
    private final ControlLoop control;
    private final PublicationSession session;
    private final Steps steps;

    private @Nullable WhipSession whip;
    private List<IceServer> used = List.of();
    private boolean hasPath;
    private boolean connected;
    private boolean silent;
    private boolean moved;
    private boolean restarting;
    private boolean ended;

    /** @param steps towards media; some are done before the attempt begins */
    Attempt(
            Publishing owner,
            WhipClient client,
            PublicationSession.Factory sessions,
            ControlLoop control,
            Steps steps) {
        this.owner = owner;
        this.client = client;
        this.control = control;
        this.steps = steps;
        this.session = sessions.open(new FromSession());
    }

    PublicationSession session() {
        return session;
    }

    /** Whether the server has a session of it, as far as is known. */
    boolean isOpen() {
        return whip != null;
    }

    /** Begins with what is known without the engine. */
    void prepare() {
        session.prepare();
    }

    void offer(List<IceServer> servers) {
        used = servers;
        session.offer(servers)
                .whenComplete((offer, failure) -> onLoop(() -> {
                    if (failure != null) {
                        over("no offer can be made: " + failure.getMessage());
                    } else {
                        steps.done("offer");
                        client.post(offer).thenAccept(posted -> control.execute(() -> run(() -> onPosted(posted))));
                    }
                }));
    }

    private void onPosted(WhipClient.Posted posted) {
        if (posted instanceof WhipClient.Refused refused) {
            if (!ended) {
                owner.over(this, refused.refusal());
            }
            return;
        }
        WhipClient.Accepted accepted = (WhipClient.Accepted) posted;
        if (ended) {
            // It was closed while the server answered.
            client.delete(accepted.session());
            return;
        }
        steps.done("answer");
        whip = accepted.session();
        List<IceServer> servers = owner.learn(accepted.servers());
        try {
            session.answer(accepted.answer());
        } catch (AnswerRejectedException e) {
            over(e.getMessage());
            return;
        }
        later(CONNECTING, () -> {
            if (!connected) {
                over(
                        hasPath
                                ? "there is a path to the engine, but DTLS did not finish within "
                                        + CONNECTING.toSeconds() + " s"
                                : "no path to the engine's candidates within " + CONNECTING.toSeconds()
                                        + " s. Is its UDP port open, and are its public addresses in its answer?");
            }
        });
        if (!urls(used).containsAll(urls(servers))) {
            later(WITHOUT_SERVERS, () -> {
                if (!hasPath) {
                    restart(servers);
                }
            });
        }
    }

    /** Credentials may be new ones at every answer. */
    private static Set<IceServerUrl> urls(List<IceServer> servers) {
        return servers.stream().flatMap(server -> server.urls().stream()).collect(Collectors.toSet());
    }

    /** Restarts ICE in the session; where the server cannot, another session takes its place. */
    private void restart(List<IceServer> servers) {
        if (restarting || whip == null) {
            return;
        }
        LOGGER.debug("ICE is restarted: {}", silent ? "silence" : moved ? "another address" : "other servers");
        restarting = true;
        used = servers;
        session.restart(servers)
                .whenComplete((fragment, failure) -> onLoop(() -> {
                    if (failure != null) {
                        over("ICE cannot be restarted: " + failure.getMessage());
                    } else {
                        ask(fragment);
                    }
                }));
    }

    private void ask(String fragment) {
        client.restart(Objects.requireNonNull(whip), fragment)
                .thenAccept(result -> onLoop(() -> {
                    if (result instanceof WhipClient.Restarted restarted) {
                        onRestarted(restarted);
                    } else if (result instanceof WhipClient.NotRestarted not) {
                        String reason = (silent ? "the engine fell silent, and " : "") + not.reason();
                        if (not.forgotten()) {
                            forgotten(reason);
                        } else if (not.answered()) {
                            over(reason);
                        } else if (silent || moved || !hasPath) {
                            later(UNANSWERED, () -> ask(fragment));
                        } else {
                            // It was only a black-out; the engine may have heard of the restart or not, and checks
                            // tell.
                            restarting = false;
                        }
                    }
                }));
    }

    private void onRestarted(WhipClient.Restarted restarted) {
        restarting = false;
        moved = false;
        whip = restarted.session();
        try {
            session.restarted(restarted.fragment());
        } catch (AnswerRejectedException e) {
            over(e.getMessage());
            return;
        }
        owner.restarted(this);
        boolean wasSilent = silent;
        later(RESTARTING, () -> {
            if (wasSilent && silent) {
                over("the engine stays silent after a restart of ICE");
            }
        });
    }

    private void over(@Nullable String reason) {
        if (!ended) {
            owner.over(this, Refusal.forNow(String.valueOf(reason)));
        }
    }

    /** Most likely the engine was started anew. Nothing is left to delete there. */
    private void forgotten(String reason) {
        whip = null;
        owner.over(this, Refusal.of(Refusal.Kind.FORGOTTEN, reason));
    }

    /** Ends both sides. Returns whether the server no longer has the session. */
    CompletionStage<Boolean> end() {
        ended = true;
        session.close();
        WhipSession known = whip;
        return known == null ? CompletableFuture.completedStage(true) : client.delete(known);
    }

    private void onLoop(Runnable task) {
        control.execute(() -> {
            if (!ended) {
                run(task);
            }
        });
    }

    private void later(Duration delay, Runnable task) {
        control.schedule(delay, () -> {
            if (!ended) {
                run(task);
            }
        });
    }

    /** An attempt whose step fails has to end: nothing else would follow. The loop tells of the failure. */
    private void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            over("the attempt failed: " + bug);
            throw bug;
        }
    }

    /** Takes what the session says on any thread to the loop. */
    private final class FromSession implements PublicationSession.Listener {
        @Override
        public void onPath(MediaPath path) {
            onLoop(() -> {
                if (!hasPath) {
                    steps.done("path");
                }
                hasPath = true;
                silent = false;
            });
        }

        @Override
        public void onFirstPacket() {
            onLoop(() -> {
                connected = true;
                steps.done("first packet");
                LOGGER.debug("milliseconds until media leave: {}", steps);
                owner.connected(Attempt.this);
            });
        }

        @Override
        public void onSilence() {
            onLoop(() -> {
                silent = true;
                // Before, the engine may be busy with the handshake, and there is a time limit.
                if (connected) {
                    restart(used);
                }
            });
        }

        @Override
        public void onMoved() {
            onLoop(() -> {
                moved = true;
                if (connected) {
                    restart(used);
                }
            });
        }

        @Override
        public void onHeard() {
            onLoop(() -> silent = false);
        }

        @Override
        public void onFailed(String reason) {
            onLoop(() -> over(reason));
        }
    }
}
