package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.internal.negotiation.AnswerRejectedException;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.topology.IceServer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The media side of one attempt to publish: ICE as the controlling side, DTLS in either role, and the streams. Its
 * owner calls the methods, one at a time, in this order: {@link #prepare} once or not at all, {@link #offer} once,
 * {@link #answer} once, {@link #restart} and {@link #restarted} in turns, {@link #close} at any time. None of them
 * blocks.
 */
public interface PublicationSession extends AutoCloseable {

    /** Opens sessions. Thread-safe. */
    @FunctionalInterface
    interface Factory {
        /**
         * Opens one; nothing is gathered or sent yet.
         *
         * @param listener hears of the session until {@link PublicationSession#close}
         */
        PublicationSession open(Listener listener);
    }

    /** Hears of one session; on any thread, and must not block. */
    interface Listener {

        /** ICE has a path. May repeat with the same or another one. */
        void onPath(MediaPath path);

        /** DTLS is through and the first RTP packet of the video has left. Once. */
        void onFirstPacket();

        /**
         * The peer was not heard for some seconds (RFC 7675 §5.1 allows 30), and may be again: a good time to restart
         * ICE. May repeat, once for each silence.
         */
        void onSilence();

        /**
         * The peer sees this host at another address, and may send its reports to the old one: a good time to restart
         * ICE. May repeat.
         */
        default void onMoved() {}

        /** The peer is heard again after a silence. */
        default void onHeard() {}

        /**
         * The session is over: no path, no handshake, consent expired, or the peer has left. Once, and nothing follows.
         *
         * @param reason for the operator
         */
        void onFailed(String reason);
    }

    /** Begins to gather, as if the engine had no servers: {@link #offer} without any takes what this has found. */
    default void prepare() {}

    /**
     * Gathers all candidates and writes the offer, which has all of them. Completes within seconds, whatever becomes of
     * the servers; exceptionally only when there is no address at all.
     *
     * @param servers STUN and TURN servers of the engine, besides those of the settings
     */
    CompletionStage<String> offer(List<IceServer> servers);

    /**
     * Applies the answer: checks, the handshake and the media begin.
     *
     * @throws AnswerRejectedException when it cannot be used; the session is closed then
     */
    void answer(String sdp) throws AnswerRejectedException;

    /**
     * Begins an ICE restart (RFC 8445 §9): gathers anew and writes the fragment with new credentials and all
     * candidates. The old path carries on.
     *
     * @param servers as in {@link #offer}
     */
    CompletionStage<String> restart(List<IceServer> servers);

    /**
     * Ends the restart with what the engine answered.
     *
     * @throws AnswerRejectedException when it has no credentials; the old path carries on, if there is one
     */
    void restarted(String fragment) throws AnswerRejectedException;

    /** What was sent up to now. Thread-safe, also after {@link #close}. */
    PublicationTraffic traffic();

    /** Sends RTCP BYE (RFC 3550 §6.6) and close_notify, and frees all. Idempotent. */
    @Override
    void close();
}
