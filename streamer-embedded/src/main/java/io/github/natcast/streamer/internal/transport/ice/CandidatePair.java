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

    /** Bytes out for each byte in, to an address that has not answered. */
    private static final long MOST_PER_BYTE = 2;

    private final Generation generation;
    private final Base base;
    private final MediaPath path;
    private final CandidateKind remoteKind;
    private final long remotePriority;
    private final SentChecks sent = new SentChecks();
    final CheckSeries series;

    /** An authentic message came from there. */
    boolean proved;

    /** Bytes that may be sent where nothing was ever answered: as {@link #heard} earns. */
    private long credit;

    /** Checks that were not paid for by {@link #credit}. */
    private int unpaid;

    private boolean verified;
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
        pair.verified = verified;
        pair.credit = credit;
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

    /** An authentic message, or a packet from an address that sent one, came over the pair. */
    void heard(int bytes) {
        credit += MOST_PER_BYTE * bytes;
    }

    void sent(int bytes) {
        credit -= bytes;
    }

    /** A check of ours was answered, whatever the answer. */
    void verify() {
        verified = true;
    }

    boolean isVerified() {
        return verified;
    }

    /**
     * Whether a check is paid for. The source of a request may be forged, even of one that knows the password, and
     * whatever the peer named: an address gets twice the bytes that came from there, until it answers.
     */
    boolean isPaid() {
        return hasPeer() && (verified || credit >= checkLength());
    }

    /** Whether a check may be sent in turn with those of all agents: also a series toward an address that was named. */
    boolean mayBeChecked() {
        return isPaid() || (hasPeer() && remoteKind != CandidateKind.PEER_REFLEXIVE && unpaid < CheckSeries.CHECKS);
    }

    /** Nothing is checked before the peer's credentials are known. */
    private boolean hasPeer() {
        return generation.remote() != null;
    }

    /** The most bytes of a check. */
    int checkLength() {
        Generation.Remote peer = generation.remote();
        return peer == null ? 0 : IceMessages.requestLength(peer.username());
    }

    /** A check of ours was sent. */
    void checked(int bytes) {
        if (isPaid()) {
            sent(bytes);
        } else {
            unpaid++;
        }
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

    /**
     * Whether packets from the address that both pairs lead to are the other agent's: whose peer answered last is
     * there. The source of a check can be forged, that of an answer cannot be without sight of what it answers.
     */
    public boolean yieldsTo(CandidatePair other, long nowNanos) {
        return !isValid(nowNanos) || (other.isValid(nowNanos) && other.consentNanos - consentNanos > 0);
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
