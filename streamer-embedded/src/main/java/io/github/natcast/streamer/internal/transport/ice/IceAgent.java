package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice.IceRole.Verdict;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
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
    /** A browser has a few interfaces, each with a host, a reflexive and a relayed address; more are ignored. */
    public static final int MAXIMUM_CANDIDATES = 16;

    /** A valid pair that the peer keeps checking beside the selected one is checked too, so that it stays valid. */
    private static final long REFRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final IceRole role;
    private final IceContext context;
    private final IceEvents events;
    private final CheckSchedule schedule;
    private final Nominator nominator = new Nominator();
    private final OutgoingChecks checks;
    private final PathSelector paths;
    private final Pairs pairs = new Pairs();
    private final List<InetSocketAddress> candidates = new ArrayList<>(0);
    private final Generations generations;
    private boolean checked;
    private boolean closed;

    public IceAgent(IceCredentials local, IceRole role, IceContext context, IceEvents events, long nowNanos) {
        this.generations = new Generations(local);
        this.role = role;
        this.context = context;
        this.events = events;
        this.schedule = new CheckSchedule(context.pacer(), context.random(), events::onTurn);
        this.checks = new OutgoingChecks(role, context, nominator);
        this.paths = new PathSelector(nowNanos);
    }

    /** The peer's credentials are known: what it has checked already is checked in turn. */
    public void start(IceCredentials remote, long nowNanos) {
        generations.current().begin(remote);
        for (CandidatePair pair : pairs.all()) {
            if (generations.isCurrent(pair) && pair.proved) {
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
        if (selected == null || !generations.isCurrent(selected)) {
            Generation ended = generations.current();
            generations.replace(local);
            end(ended);
        } else {
            generations.follow(local);
        }
        candidates.clear();
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
            if (pairs.find(generations.current(), base, remote) == null) {
                CandidatePair pair = new CandidatePair(
                        generations.current(), base, remote, candidate.kind(), candidate.priority(), new CheckSeries());
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
        Generation generation = generations.of(request.receiverUfrag());
        if (closed || generation == null || !request.isAuthentic(mac(generation.localKey()))) {
            return false;
        }
        if (paths.selected() != null && generation.precedes(request) && pairs.find(generation, base, remote) == null) {
            return true;
        }
        int[] unknown = request.unknownAttributes();
        if (unknown.length > 0) {
            base.send(IceMessages.unknownAttributes(request, unknown, mac(generation.localKey())), remote);
            return true;
        }
        // Only the latest ICE session may change the role: the peer settled that of the one before long ago.
        Verdict verdict = generation == generations.current() ? role.hears(request) : Verdict.AGREES;
        if (verdict == Verdict.CONFLICTS) {
            base.send(IceMessages.roleConflict(request, mac(generation.localKey())), remote);
            return true;
        }
        if (verdict == Verdict.SWITCHED) {
            nominator.rest();
        }
        long priority = request.unsigned32(Stun.PRIORITY).orElse(CandidateKind.PEER_REFLEXIVE.priority());
        CandidatePair pair = prove(generation, priority, base, remote);
        pair.heard(request.length());
        pair.sent(base.send(IceMessages.success(request, remote, mac(generation.localKey())), remote));
        accept(request, pair, nowNanos);
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
        return !generations.isCurrent(pair)
                && pairs.all().stream().anyMatch(other -> generations.isCurrent(other) && other.isNominated());
    }

    /** The pair that an authentic message came over; unknown addresses are peer-reflexive (RFC 8445 §7.3.1.3). */
    private CandidatePair prove(Generation generation, long priority, Base base, InetSocketAddress remote) {
        CandidatePair pair = pairs.find(generation, base, remote);
        if (pair == null) {
            pair = pairs.addReflexive(generation, base, remote, priority);
        }
        if (!pair.proved) {
            pair.proved = true;
            forgetOldest(pair);
        }
        events.onProved(pair);
        return pair;
    }

    private void forgetOldest(CandidatePair newest) {
        pairs.surplus(newest, paths.selected()).ifPresent(this::forget);
    }

    private void forget(CandidatePair pair) {
        pairs.remove(pair);
        paths.dropped(pair);
        events.onForgotten(pair);
    }

    /** Nothing goes over this base any more: the peer's TCP connection is closed. */
    public void closed(Base base) {
        pairs.where(pair -> pair.base() == base).forEach(this::lose);
    }

    private void lose(CandidatePair pair) {
        boolean selected = pair == paths.selected();
        forget(pair);
        if (selected) {
            events.onPathLost();
        }
    }

    /** A Binding response. False when it answers no check of this agent's: then it changed nothing. */
    public boolean receiveResponse(StunPacket response, Base base, InetSocketAddress remote, long nowNanos) {
        for (CandidatePair pair : pairs.all()) {
            if (pair.isBetween(base, remote)) {
                int check = pair.sent().find(response);
                Generation.Remote peer = pair.generation().remote();
                if (check != SentChecks.UNKNOWN && peer != null) {
                    if (!closed && response.isAuthentic(mac(peer.key())) && response.unknownAttributes().length == 0) {
                        answered(pair, check, response, nowNanos);
                        tick(nowNanos);
                    }
                    return true;
                }
            }
        }
        return false;
    }

    private void answered(CandidatePair pair, int check, StunPacket response, long nowNanos) {
        pair.sent().close(check);
        pair.verify();
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
        schedule.heard();
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
    public void used(CandidatePair pair, int bytes, long nowNanos) {
        if (closed) {
            return;
        }
        pair.heard(bytes);
        if (paths.used(pair, nowNanos)) {
            pathChanged(pair, nowNanos);
        }
        tick(nowNanos);
    }

    /**
     * An authentic packet that is not STUN came from an address without a pair, as after a NAT or a tunnel was
     * restarted. A check tells whether the peer is there; its answer makes that the path.
     */
    public void strayed(Base base, InetSocketAddress remote, int bytes, long nowNanos) {
        CandidatePair selected = paths.selected();
        Generation generation = selected == null ? generations.current() : selected.generation();
        if (closed || generation.remote() == null) {
            return;
        }
        CandidatePair pair = prove(generation, CandidateKind.PEER_REFLEXIVE.priority(), base, remote);
        pair.heard(bytes);
        paths.wants(pair);
        pair.series.trigger(nowNanos);
        tick(nowNanos);
    }

    private void pathChanged(CandidatePair pair, long nowNanos) {
        schedule.consented(pair.consentAge(nowNanos), nowNanos);
        for (CandidatePair other : pairs.all()) {
            if (!other.proved) {
                other.series.settle();
            }
        }
        Generation before = generations.isCurrent(pair) ? generations.endPrevious() : null;
        if (before != null) {
            end(before);
        }
        events.onPath(pair);
    }

    /** This side has another relayed address, and the one before is gone: its pairs begin anew from here. */
    public void moveRelay(Base relay, long nowNanos) {
        for (CandidatePair gone :
                pairs.where(pair -> pair.base().kind() == CandidateKind.RELAYED && pair.base() != relay)) {
            lose(gone);
            pairs.add(gone.checkedFrom(relay, nowNanos));
        }
        tick(nowNanos);
    }

    private void end(Generation generation) {
        pairs.where(pair -> pair.generation() == generation).forEach(this::forget);
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
            nominator.poll(pairs.all(), generations.current(), nowNanos);
        }
        schedule.poll(pairs.all(), selected, nowNanos, checks::send);
    }

    private boolean isNominating(@Nullable CandidatePair selected) {
        return role.isControlling()
                && (selected == null || !selected.isNominated() || !generations.isCurrent(selected));
    }

    /** When {@link #tick} is to be called; not later than {@code latestNanos}. */
    public long dueNanos(long latestNanos) {
        if (closed) {
            return latestNanos;
        }
        CandidatePair selected = paths.selected();
        long due = schedule.dueNanos(pairs.all(), selected, latestNanos);
        if (selected != null) {
            due = CheckSchedule.earlier(due, selected.consentNanos() + CandidatePair.CONSENT.toNanos());
        }
        return isNominating(selected) ? nominator.dueNanos(due) : due;
    }

    private Mac mac(SecretKey key) {
        return context.mac().with(key);
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
        schedule.close();
        pairs.clear().forEach(events::onForgotten);
        generations.localFragments().forEach(events::onFragmentEnded);
    }
}
