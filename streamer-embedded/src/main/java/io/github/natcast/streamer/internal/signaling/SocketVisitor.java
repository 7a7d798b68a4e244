package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.topology.IceServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is on a WebSocket. Confined to the socket's queue of tasks, but for {@link #origin}, which is thread-safe. */
final class SocketVisitor {
    private final SignalingContext context;
    private final long openedNanos = System.nanoTime();
    private volatile ViewerRequest origin;
    private Optional<Gate.Entered> entered = Optional.empty();

    SocketVisitor(ViewerRequest origin, SignalingContext context) {
        this.origin = origin;
        this.context = context;
    }

    /** How long it has been on the socket. */
    Duration openSince() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /** As far as it is known now. */
    ViewerRequest origin() {
        return origin;
    }

    /**
     * Whether the client is to send a token, or to say that it has none: others have shown theirs, or need none. A user
     * of the program's server, or a password for it, is no token.
     */
    boolean isToBeAsked() {
        return origin.token().isEmpty() && !context.gate().isOpen();
    }

    /** Whether it was let in. */
    boolean isKnown() {
        return entered.isPresent();
    }

    /** Takes a token; an empty one is none. */
    void show(String token) {
        origin = origin.withToken(token);
    }

    /** Asks who it is, again each time: somebody may be let in for a while. Returns why it is refused, if it is. */
    Optional<Problem> identify() {
        Gate.Outcome outcome = context.gate().enter(origin);
        if (outcome instanceof Gate.Refused refused) {
            return Optional.of(refused.problem());
        }
        Gate.Entered visitor = (Gate.Entered) outcome;
        entered = Optional.of(visitor);
        origin = visitor.request();
        return Optional.empty();
    }

    /** For its browser to use. */
    List<IceServer> iceServers(Admission.Decision.Watch watch) {
        return watch.iceServers().orElseGet(() -> context.handler().iceServers(origin));
    }

    /** Asks the program, about somebody who is known. */
    Admission.Decision admit() {
        return context.gate().admit(context.handler(), entered.orElseThrow());
    }
}
