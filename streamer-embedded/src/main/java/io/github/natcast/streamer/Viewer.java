package io.github.natcast.streamer;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A browser or another WebRTC client that watches, or is about to. Thread-safe. */
public interface Viewer {

    /** The viewer's identifier, unique in this process. */
    String id();

    /** The session's name in the path of the WebSocket or the WHEP endpoint; several viewers may share it. */
    String session();

    /** The name of the channel that the viewer watches. */
    String channel();

    /** What {@link Admission.Decision.Watch#with} gave the viewer to carry. */
    Optional<Object> attachment();

    /**
     * The viewer's own address, as far as it is known: as a trusted tunnel or proxy names it
     * ({@link StreamerBuilder#proxyProtocol}, {@link StreamerBuilder#trustedProxies}), otherwise the one that its offer
     * came from. Behind a tunnel that does not say, this is the tunnel's, and the same for every viewer. It may change
     * while the viewer connects.
     */
    InetAddress clientAddress();

    /** When the viewer's offer arrived. */
    Instant since();

    /** The state of the viewer's connection. */
    ViewerState state();

    /** The events so far in their order, each with its time since the offer, such as {@code 12 ms path valid}. */
    List<String> timeline();

    /**
     * Why the viewer sees nothing, or sees it badly, in English; empty while all is well, or is still in time.
     * {@code docs/verdicts.md} lists the codes.
     */
    Optional<ViewerVerdict> verdict();

    /** The statistics of the viewer's video; empty before media flow. After the viewer's end they stay as they were. */
    Optional<ViewerStats> stats();

    /**
     * Disconnects the viewer, notifies it, and frees its resources. Its page shows the reason, and stays away until its
     * user asks for the stream again. Idempotent; does not block.
     *
     * @param reason why, for the viewer, the listener and the log
     */
    void close(String reason);

    /**
     * Sends a message to the viewer's client, after those sent before. The page's player hands it to its
     * {@code message} event. Does not block.
     *
     * @param json a JSON object whose {@code type} is not one of signalling's own, at most 64 KiB of UTF-8
     * @return whether it is on its way; false when the viewer came over WHEP, has ended or lost its WebSocket, or reads
     *     so slowly that 128 Ki characters wait already
     * @throws IllegalArgumentException when the text is no such object; the message says what is wrong
     */
    boolean send(String json);
}
