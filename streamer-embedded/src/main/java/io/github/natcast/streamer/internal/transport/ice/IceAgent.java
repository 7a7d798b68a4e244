package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice.IceRole.Verdict;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * ICE with one peer:
 *
 * <pre>{@code
 * IceRole role = new IceRole(false, random.nextLong());
 * IceAgent agent = new IceAgent(NewCredentials.from(random), role, context, events, now);
 * agent.start(remoteCredentials, now);
 * // each Binding message: receiveRequest or receiveResponse; each other packet: used
 * // after each call: tick at dueNanos
 * }</pre>
 *
 * <p>Confined to one thread, but for {@link #path()}, {@link #consentNanos()} and {@link #expectConsent}. Keeps no
 * message after the call.
 */
public final class IceAgent {
    /** Addresses of the peer that passed a check: it has a few interfaces, and NATs and tunnels rebind. */
    static final int MAXIMUM_PROVED = 16;

    /** A browser has a few interfaces, each with a host, a reflexive and a relayed address; more are ignored. */
    public static final int MAXIMUM_CANDIDATES = 16;

    /** A valid pair that the peer keeps checking beside the selected one is checked too, so that it stays valid. */
    private static final long REFRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final IceRole role;
    private final IceContext context;
    private final IceEvents events;
    private final CheckSchedule schedule;
    private final Nominator nominator = new Nominator();
    private final PathSelector paths;
    private final List<CandidatePair> pairs = new ArrayList<>(2);
    private final List<InetSocketAddress> candidates = new ArrayList<>(0);
    private Generation current;
    private @Nullable Generation previous;
    private boolean checked;
    private boolean closed;

    public IceAgent(IceCredentials local, IceRole role, IceContext context, IceEvents events, long nowNanos) {
        this.current = new Generation(local);
        this.role = role;
        this.context = context;
        this.events = events;
        this.schedule = new CheckSchedule(context.pacer(), context.random());
        this.paths = new PathSelector(nowNanos);
    }

    /** The peer's credentials are known: what it has checked already is checked in turn. */
    public void start(IceCredentials remote, long nowNanos) {
        current.begin(remote);
        for (CandidatePair pair : pairs) {
            if (pair.generation() == current && pair.proved) {
                pair.series.trigger(nowNanos);
            }
        }
        tick(nowNanos);
    }

    /** Takes the controlling role, since the peer implements ICE-lite; before {@link #start}. */
    public void control() {
        role.control();
    }

    /**
     * Begins an ICE restart (RFC 8445 §9): the old path goes on until the peer nominates a new one, and so do the old
     * credentials. {@link #start} follows with the peer's new ones.
     */
    public void restart(IceCredentials local) {
        CandidatePair selected = paths.selected();
        if (selected == null || selected.generation() != current) {
            end(current);
        } else {
            previous = current;
        }
        current = new Generation(local);
        candidates.clear();
        checked = true;
        nominator.rest();
    }

    /** A candidate of the peer, after {@link #start}; {@code bases} are those that its checks leave from. */
    public void addRemoteCandidate(RemoteCandidate candidate, List<? extends Base> bases, long nowNanos) {
        InetSocketAddress remote = candidate.address();
        if (closed || candidates.size() == MAXIMUM_CANDIDATES || candidates.contains(remote)) {
            return;
        }
        candidates.add(remote);
        for (Base base : bases) {
            if (find(current, base, remote) == null) {
                CandidatePair pair = new CandidatePair(
                        current, base, remote, candidate.kind(), candidate.priority(), new CheckSeries());
                pair.series.begin(nowNanos);
                pairs.add(pair);
            }
        }
        tick(nowNanos);
    }

    /**
     * A Binding request. False when it is not for this agent or does not prove to know the password: then it changed
     * nothing and has no answer.
     */
    public boolean receiveRequest(StunPacket request, Base base, InetSocketAddress remote, long nowNanos) {
        Generation generation = generation(request.receiverUfrag());
        if (closed || generation == null || !request.isAuthentic(mac(generation.localKey()))) {
            return false;
        }
        if (paths.selected() != null && generation.precedes(request) && find(generation, base, remote) == null) {
            return true;
        }
        int[] unknown = request.unknownAttributes();
        if (unknown.length > 0) {
            send(IceMessages.unknownAttributes(request, unknown, mac(generation.localKey())), base, remote);
            return true;
        }
        // Only the latest ICE session may change the role: the peer settled that of the one before long ago.
        Verdict verdict = generation == current ? role.hears(request) : Verdict.AGREES;
        if (verdict == Verdict.CONFLICTS) {
            send(IceMessages.roleConflict(request, mac(generation.localKey())), base, remote);
            return true;
        }
        if (verdict == Verdict.SWITCHED) {
            nominator.rest();
        }
        send(IceMessages.success(request, remote, mac(generation.localKey())), base, remote);
        accept(request, prove(generation, request, base, remote), nowNanos);
        tick(nowNanos);
        return true;
    }

    private void accept(StunPacket request, CandidatePair pair, long nowNanos) {
        reportFirst(pair);
        boolean nominated = request.useCandidate() && !role.isControlling() && !isSuperseded(pair);
        if (nominated && paths.nominated(pair, nowNanos)) {
            pathChanged(pair, nowNanos);
        }
        if (pair.generation().remote() == null) {
            return; // start() will check it.
        }
        if (!pair.isValid(nowNanos)) {
            pair.series.trigger(nowNanos);
        } else if (pair != paths.selected() && pair.consentAge(nowNanos) >= REFRESH_NANOS) {
            pair.series.once(nowNanos);
        }
    }

    /** Peers go on to check the old path while they nominate the first one after a restart. */
    private boolean isSuperseded(CandidatePair pair) {
        return pair.generation() != current
                && pairs.stream().anyMatch(other -> other.generation() == current && other.isNominated());
    }

    /** The pair that an authentic request came over; unknown addresses are peer-reflexive (RFC 8445 §7.3.1.3). */
    private CandidatePair prove(Generation generation, StunPacket request, Base base, InetSocketAddress remote) {
        CandidatePair pair = find(generation, base, remote);
        if (pair == null) {
            long priority = request.unsigned32(Stun.PRIORITY).orElse(CandidateKind.PEER_REFLEXIVE.priority());
            pair = new CandidatePair(
                    generation, base, remote, CandidateKind.PEER_REFLEXIVE, priority, new CheckSeries());
            pairs.add(pair);
        }
        if (!pair.proved) {
            pair.proved = true;
            forgetOldest(pair);
        }
        events.onProved(pair);
        return pair;
    }

    private void forgetOldest(CandidatePair newest) {
        if (pairs.stream().filter(pair -> pair.proved).count() > MAXIMUM_PROVED) {
            pairs.stream()
                    .filter(pair -> pair.proved && pair != newest && pair != paths.selected())
                    .findFirst()
                    .ifPresent(this::forget);
        }
    }

    private void forget(CandidatePair pair) {
        pairs.remove(pair);
        paths.dropped(pair);
        events.onForgotten(pair);
    }

    /** Nothing goes over this base any more: the peer's TCP connection is closed. */
    public void closed(Base base) {
        for (CandidatePair pair : List.copyOf(pairs)) {
            if (pair.base() == base) {
                boolean selected = pair == paths.selected();
                forget(pair);
                if (selected) {
                    events.onPathLost();
                }
            }
        }
    }

    /** A Binding response; ignored when it answers no check of ours. */
    public void receiveResponse(StunPacket response, Base base, InetSocketAddress remote, long nowNanos) {
        for (CandidatePair pair : pairs) {
            if (pair.isBetween(base, remote)) {
                int check = pair.sent().find(response);
                Generation.Remote peer = pair.generation().remote();
                if (check != SentChecks.UNKNOWN && peer != null) {
                    if (!closed && response.isAuthentic(mac(peer.key())) && response.unknownAttributes().length == 0) {
                        answered(pair, check, response, nowNanos);
                        tick(nowNanos);
                    }
                    return;
                }
            }
        }
    }

    private void answered(CandidatePair pair, int check, StunPacket response, long nowNanos) {
        pair.sent().close(check);
        if (response.type() == StunPacket.BINDING_SUCCESS_RESPONSE) {
            succeeded(pair, check, nowNanos);
            return;
        }
        switch (response.errorCode()) {
            case IceMessages.ROLE_CONFLICT -> {
                role.isRefused(pair.sent().wasControlling(check));
                nominator.rest();
                pair.series.begin(nowNanos);
            }
            case IceMessages.FORBIDDEN -> {
                pair.series.end();
                pair.revoke();
                if (paths.dropped(pair)) {
                    events.onRevoked();
                }
            }
            default -> pair.series.end();
        }
    }

    private void reportFirst(CandidatePair pair) {
        if (!checked) {
            checked = true;
            events.onFirstCheck(pair.remote());
        }
    }

    private void succeeded(CandidatePair pair, int check, long nowNanos) {
        reportFirst(pair);
        boolean changed = paths.answered(pair, nowNanos);
        forgetOldest(pair);
        events.onProved(pair);
        boolean nominating = pair.sent().wasNominating(check) && role.isControlling();
        if (nominating) {
            changed |= paths.nominated(pair, nowNanos);
            nominator.rest();
        }
        if (nominating || !nominator.isNominee(pair)) {
            pair.series.end();
        }
        if (pair == paths.selected()) {
            schedule.consented(0, nowNanos);
        }
        if (changed) {
            pathChanged(pair, nowNanos);
        }
    }

    /** A packet that is not STUN came over the pair: the peer sends from there now. */
    public void used(CandidatePair pair, long nowNanos) {
        if (!closed && paths.used(pair, nowNanos)) {
            pathChanged(pair, nowNanos);
        }
    }

    private void pathChanged(CandidatePair pair, long nowNanos) {
        schedule.consented(pair.consentAge(nowNanos), nowNanos);
        for (CandidatePair other : pairs) {
            if (!other.proved) {
                other.series.settle();
            }
        }
        Generation before = previous;
        if (before != null && pair.generation() == current) {
            previous = null;
            end(before);
        }
        events.onPath(pair);
    }

    /** This side has another relayed address, and the one before is gone: its pairs begin anew from here. */
    public void moveRelay(Base relay, long nowNanos) {
        for (CandidatePair gone : List.copyOf(pairs)) {
            if (gone.base().kind() == CandidateKind.RELAYED && gone.base() != relay) {
                if (gone == paths.selected()) {
                    events.onPathLost();
                }
                forget(gone);
                pairs.add(gone.checkedFrom(relay, nowNanos));
            }
        }
        tick(nowNanos);
    }

    private void end(Generation generation) {
        List.copyOf(pairs).stream()
                .filter(pair -> pair.generation() == generation)
                .forEach(this::forget);
        events.onFragmentEnded(generation.local().usernameFragment());
    }

    /** Sends what is due. */
    public void tick(long nowNanos) {
        if (closed) {
            return;
        }
        CandidatePair selected = paths.selected();
        if (selected != null && !selected.isValid(nowNanos)) {
            selected.revoke();
            paths.dropped(selected);
            events.onPathLost();
            selected = null;
        }
        if (isNominating(selected)) {
            nominator.poll(pairs, current, nowNanos);
        }
        schedule.poll(pairs, selected, nowNanos, this::check);
    }

    private boolean isNominating(@Nullable CandidatePair selected) {
        return role.isControlling()
                && (selected == null || !selected.isNominated() || selected.generation() != current);
    }

    private void check(CandidatePair pair) {
        Generation.Remote peer = pair.generation().remote();
        if (peer == null) {
            return;
        }
        TransactionId transaction = TransactionId.random(context.random());
        // Also in later checks, as browsers do: through a NAT that rebinds they come from a pair that the peer does not
        // know.
        boolean nominating = role.isControlling() && (nominator.isNominee(pair) || pair.isNominated());
        pair.sent().add(transaction, role.isControlling(), nominating);
        byte[] request = IceMessages.request(transaction, peer.username(), role, nominating, mac(peer.key()));
        send(request, pair.base(), pair.remote());
    }

    /** When {@link #tick} is to be called; not later than {@code latestNanos}. */
    public long dueNanos(long latestNanos) {
        if (closed) {
            return latestNanos;
        }
        CandidatePair selected = paths.selected();
        long due = schedule.dueNanos(pairs, selected, latestNanos);
        if (selected != null) {
            due = CheckSchedule.earlier(due, selected.consentNanos() + CandidatePair.CONSENT.toNanos());
        }
        return isNominating(selected) ? nominator.dueNanos(due) : due;
    }

    private @Nullable Generation generation(@Nullable String localFragment) {
        if (current.local().usernameFragment().equals(localFragment)) {
            return current;
        }
        Generation before = previous;
        return before != null && before.local().usernameFragment().equals(localFragment) ? before : null;
    }

    private @Nullable CandidatePair find(Generation generation, Base base, InetSocketAddress remote) {
        for (CandidatePair pair : pairs) {
            if (pair.generation() == generation && pair.isBetween(base, remote)) {
                return pair;
            }
        }
        return null;
    }

    private Mac mac(SecretKey key) {
        return context.mac().with(key);
    }

    private static void send(byte[] message, Base base, InetSocketAddress remote) {
        base.send(message, 0, message.length, remote);
    }

    /** The selected path; null until a pair is valid, and without consent. On any thread. */
    public @Nullable MediaPath path() {
        return paths.path();
    }

    /** When the peer last consented; before the first time, what {@link #expectConsent} said. On any thread. */
    public long consentNanos() {
        return paths.consentNanos();
    }

    /** From now on the peer may consent. On any thread, before {@link #start}. */
    public void expectConsent(long nowNanos) {
        paths.restart(nowNanos);
    }

    /** Answers and sends nothing from now on. */
    public void close() {
        closed = true;
        List.copyOf(pairs).forEach(events::onForgotten);
        pairs.clear();
        events.onFragmentEnded(current.local().usernameFragment());
        Generation before = previous;
        if (before != null) {
            events.onFragmentEnded(before.local().usernameFragment());
        }
    }
}
