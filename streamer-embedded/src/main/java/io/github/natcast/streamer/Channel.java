package io.github.natcast.streamer;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One of a streamer's streams: sources, encodings and viewers of its own, on the ports that all channels share. It is
 * encoded only while somebody watches, and its failure is its own. {@link Streamer#open} opens one while the streamer
 * runs. Thread-safe; no method blocks.
 *
 * <pre>{@code
 * Channel channel = streamer.open("room-7", ChannelSettings.of(VideoSource.pushed("avatar"))
 *         .withStandby(VideoSource.media("idle.mp4")));
 * channel.show(VideoSource.media("answer.mp4"));
 * }</pre>
 */
public interface Channel extends AutoCloseable {

    /** The name, unique among the open channels: what {@code /ws/NAME} and {@code /whep/NAME} have in their paths. */
    String name();

    /** The settings of now. */
    ChannelSettings settings();

    /**
     * Switches to another source as soon as its first picture arrives, without an interruption for any viewer; the last
     * call wins. The source is opened in the background. When it later ends, fails or falls silent, the standby is
     * shown.
     *
     * @return completes when the first picture is on air; completes exceptionally, with a {@link MediaSourceException},
     *     when the source cannot be opened, fails before its first picture, or is replaced by a later call
     * @throws IllegalStateException when the channel is closed
     */
    CompletionStage<Void> show(VideoSource source);

    /**
     * Switches back to the standby, or to the first source when no standby was set, and closes the source that was
     * shown.
     *
     * @throws IllegalStateException when the channel is closed
     */
    void showStandby();

    /** Those who watch this channel or are joining, in no particular order. */
    List<Viewer> viewers();

    /** Whether it is open. */
    boolean isOpen();

    /** Ends its viewers, who are told the reason, closes its sources and encoders, and frees its name. Idempotent. */
    void close(String reason);

    /** As {@link #close(String)}, with the reason that the channel was closed. */
    @Override
    void close();

    /**
     * Sends a message to every viewer of the channel, as {@link Viewer#send} does.
     *
     * @return to how many it is on its way
     * @throws IllegalArgumentException when the text is no such object as viewers can be sent
     */
    default int send(String json) {
        return (int) viewers().stream().filter(viewer -> viewer.send(json)).count();
    }
}
