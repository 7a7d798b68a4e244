package io.github.natcast.streamer.internal.transport.ice;

import java.net.InetSocketAddress;

/** What an agent tells its owner, within the call that brought it about. Must not call the agent. */
public interface IceEvents {

    /**
     * The first check with the right password came in from {@code remote}, or the first answer to a check of ours.
     * Once.
     */
    void onFirstCheck(InetSocketAddress remote);

    /**
     * An authentic message came from this pair's address, or an answer to a check of ours: packets from there are the
     * agent's, unless another's peer {@linkplain CandidatePair#yieldsTo is there}. Comes with each such message.
     */
    void onProved(CandidatePair pair);

    /** Packets from this pair's address are the agent's no longer. */
    void onForgotten(CandidatePair pair);

    /** Packets to the peer take this pair from now on. */
    void onPath(CandidatePair pair);

    /** The consent expired (RFC 7675 §5.1): there is no path any more. */
    void onPathLost();

    /** The peer took its consent back (RFC 7675 §5.2): there is no path any more. */
    void onRevoked();

    /**
     * It is the agent's turn to check an address: {@link IceAgent#dueNanos} is another now. Comes within a call of
     * another agent of the same {@link IceContext}.
     */
    void onTurn();

    /** This fragment is answered no longer: there is a path after an ICE restart, or the agent is closed. */
    void onFragmentEnded(String localFragment);
}
