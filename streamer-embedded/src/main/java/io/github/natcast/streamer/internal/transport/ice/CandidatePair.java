package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A base and an address of the peer (RFC 8445 §6.1.2), with what the pair has shown so far. Confined to its agent's
 * thread, but for the getters of what never changes.
 */
public final class CandidatePair {
    /** RFC 7675 §5.1: an answer counts for so long. */
    static final Duration CONSENT = Duration.ofSeconds(30);

    private final Generation generation;
    private final Base base;
    private final MediaPath path;
    private final CandidateKind remoteKind;
    private final long remotePriority;
    private final SentChecks sent = new SentChecks();
    final CheckSeries series;

    /** An authentic message came from there. */
    boolean proved;

    private boolean answered;
    private long consentNanos;
    private boolean nominated;
    private long nominatedNanos;

    CandidatePair(
            Generation generation,
            Base base,
            InetSocketAddress remote,
            CandidateKind remoteKind,
            long remotePriority,
            CheckSeries series) {
        this.generation = generation;
        this.base = base;
        this.path = new MediaPath(base.address(), remote, base.kind().wire(), remoteKind.wire(), base.isTcp());
        this.remoteKind = remoteKind;
        this.remotePriority = remotePriority;
        this.series = series;
    }

    /** From another base to the same address; nothing is known of that pair, which is checked from now on. */
    CandidatePair checkedFrom(Base other, long nowNanos) {
        CandidatePair pair =
                new CandidatePair(generation, other, remote(), remoteKind, remotePriority, new CheckSeries());
        pair.series.begin(nowNanos);
        return pair;
    }

    Generation generation() {
        return generation;
    }

    public Base base() {
        return base;
    }

    public InetSocketAddress remote() {
        return path.remote();
    }

    public MediaPath path() {
        return path;
    }

    SentChecks sent() {
        return sent;
    }

    boolean isBetween(Base local, InetSocketAddress remote) {
        return base == local && path.remote().equals(remote);
    }

    long priority(boolean controlling) {
        long local = base.kind().priority();
        return controlling
                ? CandidateKind.pairPriority(local, remotePriority)
                : CandidateKind.pairPriority(remotePriority, local);
    }

    /** The peer answered a check of ours. */
    void answer(long nowNanos) {
        proved = true;
        answered = true;
        consentNanos = nowNanos;
    }

    /** The peer takes its consent back. */
    void revoke() {
        answered = false;
        nominated = false;
    }

    /** Whether packets may be sent: the peer consented, and not too long ago. */
    boolean isValid(long nowNanos) {
        return answered && nowNanos - consentNanos < CONSENT.toNanos();
    }

    /** How old the peer's consent is; {@link Long#MAX_VALUE} if there is none. */
    long consentAge(long nowNanos) {
        return answered ? nowNanos - consentNanos : Long.MAX_VALUE;
    }

    long consentNanos() {
        return consentNanos;
    }

    void nominate(long nowNanos) {
        nominated = true;
        nominatedNanos = nowNanos;
    }

    boolean isNominated() {
        return nominated;
    }

    /** Whether this pair was nominated, and after that the other one. */
    boolean isNominatedBefore(CandidatePair other) {
        return nominated && other.nominated && other.nominatedNanos - nominatedNanos > 0;
    }
}
