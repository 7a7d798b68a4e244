package io.github.natcast.streamer.internal.publish;

import io.github.natcast.topology.IceServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Speaks WHIP (RFC 9725) with one endpoint, and with engines that follow it only in part. Immutable; a stage completes
 * on the thread of the exchange, and never exceptionally.
 */
final class WhipClient {
    private static final String SDP = "application/sdp";
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private final URI endpoint;
    private final FollowedExchange http;
    private final WhipRefusals refusals;

    /**
     * @param endpoint with its query
     * @param token asked before each request; empty where there is none
     * @param clock of {@code Retry-After}
     */
    WhipClient(
            URI endpoint, HttpExchange http, Supplier<CompletionStage<Optional<String>>> token, InstantSource clock) {
        this(endpoint, http, token, new WhipRefusals(endpoint, clock));
    }

    /** @param refusals says what a refusal means */
    WhipClient(
            URI endpoint, HttpExchange http, Supplier<CompletionStage<Optional<String>>> token, WhipRefusals refusals) {
        this.endpoint = endpoint;
        this.http = new FollowedExchange(http, Origin.of(endpoint), token);
        this.refusals = refusals;
    }

    /** What a POST came to. */
    sealed interface Posted {}

    /**
     * @param session how to restart and end it
     * @param answer SDP
     * @param servers of the response's {@code Link} fields
     */
    record Accepted(WhipSession session, String answer, List<IceServer> servers) implements Posted {}

    /** @param refusal why there is no session, and when to come again */
    record Refused(Refusal refusal) implements Posted {}

    /** What a restart came to. */
    sealed interface Restart {}

    /**
     * @param session with the new entity tag
     * @param fragment the server's new credentials and candidates
     */
    record Restarted(WhipSession session, String fragment) implements Restart {}

    /**
     * @param reason why this session does not go on; another one may
     * @param answered whether the server said so; otherwise it was not reached
     * @param forgotten whether the server does not know the session any more
     */
    record NotRestarted(String reason, boolean answered, boolean forgotten) implements Restart {}

    /**
     * The ICE servers that {@code OPTIONS} tells (RFC 9725 §4.6); none where the server knows no such request. Asked
     * before an offer, because it has to have all candidates.
     */
    CompletionStage<List<IceServer>> servers() {
        return http.send(WhipRequest.of("OPTIONS", endpoint))
                .handle((response, failure) -> failure == null && response.isSuccess()
                        ? LinkedIceServers.of(response.headers("Link"))
                        : List.of());
    }

    /** Offers a session (RFC 9725 §4.2). */
    CompletionStage<Posted> post(String offer) {
        return http.send(WhipRequest.of("POST", endpoint).with(SDP, SDP, offer)).handle((response, failure) -> {
            if (failure != null) {
                return new Refused(refusals.of(failure));
            }
            if (!response.isSuccess()) {
                return new Refused(refusals.of(response));
            }
            if (!response.body().startsWith("v=0")) {
                return new Refused(Refusal.forNow(PlainUri.of(endpoint) + " answered " + response.status()
                        + " without SDP; is this the WHIP URL?"));
            }
            return new Accepted(session(response), response.body(), LinkedIceServers.of(response.headers("Link")));
        });
    }

    /** RFC 9725 has both fields; what lacks them can be neither restarted nor deleted, but plays. */
    private static WhipSession session(WhipResponse response) {
        return new WhipSession(
                response.header("Location").flatMap(to -> Origin.resolve(response.source(), to)),
                response.header("ETag").filter(tag -> !tag.isBlank()));
    }

    /**
     * Restarts ICE (RFC 9725 §4.3.3).
     *
     * @param fragment new credentials and all candidates
     */
    CompletionStage<Restart> restart(WhipSession session, String fragment) {
        if (session.location().isEmpty()) {
            return CompletableFuture.completedStage(
                    new NotRestarted("the engine named no session to restart", true, false));
        }
        return restart(session, fragment, matches(session)).thenApply(Tried::restart);
    }

    /**
     * What {@code If-Match} may be, in order. RFC 9110 §13.1.1 has the asterisk bare, and RFC 9725's text in quotes;
     * engines compare with either, or with their entity tag.
     */
    private static List<String> matches(WhipSession session) {
        return Stream.of(Stream.of("*"), session.entityTag().stream(), Stream.of("\"*\""))
                .flatMap(match -> match)
                .distinct()
                .toList();
    }

    private CompletionStage<Tried> restart(WhipSession session, String fragment, List<String> matches) {
        List<String> others = matches.subList(1, matches.size());
        return restart(session, fragment, matches.get(0))
                .thenCompose(tried -> tried instanceof Other other && other.isAboutMatch() && !others.isEmpty()
                        ? restart(session, fragment, others)
                        : CompletableFuture.completedStage(tried));
    }

    private CompletionStage<Tried> restart(WhipSession session, String fragment, String match) {
        WhipRequest request = WhipRequest.of("PATCH", session.location().orElseThrow())
                .with(FRAGMENT, FRAGMENT, fragment)
                .with("If-Match", match);
        return http.send(request).handle((response, failure) -> {
            if (failure != null) {
                return new Other(0, refusals.of(failure).reason(), WhipRefusals.isClosedWithoutAnswer(failure));
            }
            // 204 takes a fragment for trickled candidates, whose credentials are then the old ones.
            boolean restarted = response.status() == 200 && response.body().contains("a=ice-ufrag:");
            return restarted
                    ? new Done(new Restarted(
                            new WhipSession(
                                    session.location(), response.header("ETag").or(session::entityTag)),
                            response.body()))
                    : new Other(
                            response.status(),
                            "the engine answers " + response.status() + " to a restart of ICE"
                                    + response.words(endpoint),
                            true);
        });
    }

    private sealed interface Tried {
        default Restart restart() {
            return this instanceof Done done ? done.restarted : ((Other) this).asNotRestarted();
        }
    }

    private record Done(Restarted restarted) implements Tried {}

    /** @param reached whether the server is there: it has answered, or closed the connection */
    private record Other(int status, String reason, boolean reached) implements Tried {
        /** RFC 9110 §13.1.1, RFC 6585 §3. */
        boolean isAboutMatch() {
            return status == 412 || status == 428;
        }

        NotRestarted asNotRestarted() {
            return new NotRestarted(reason, reached, isForgotten(status));
        }
    }

    /**
     * Ends a session (RFC 9725 §4.2). The answer may be 200 to 204; 404 and 410 say that it has ended already.
     *
     * @return whether the server no longer has it
     */
    CompletionStage<Boolean> delete(WhipSession session) {
        if (session.location().isEmpty()) {
            return CompletableFuture.completedStage(false);
        }
        return http.send(WhipRequest.of("DELETE", session.location().get()))
                .handle((response, failure) ->
                        failure == null && (response.isSuccess() || isForgotten(response.status())));
    }

    private static boolean isForgotten(int status) {
        return status == 404 || status == 410;
    }
}
