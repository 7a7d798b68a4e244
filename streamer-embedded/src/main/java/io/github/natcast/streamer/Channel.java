package io.github.natcast.streamer;

import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.publish.PublishSettings;
import java.net.URI;
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

    /** The name of the channel that every streamer has: the one of the builder's source. */
    String DEFAULT_NAME = "live";

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

    /**
     * Changes size, frame rate and bitrates of the video without an interruption. Another bitrate holds from the next
     * picture on. Another size or frame rate begins with a key frame; sources that play already are scaled, and those
     * that are opened later are asked for it. Renditions are never more than those that the channel was opened with.
     *
     * @throws IllegalArgumentException when the settings differ in anything else
     * @throws IllegalStateException when the channel is closed
     */
    void video(VideoSettings value);

    /**
     * Changes how many may watch at once, for those who come from now on; nobody is removed.
     *
     * @param value 1 or more
     * @throws IllegalArgumentException when it is less
     * @throws IllegalStateException when the channel is closed
     */
    void maximumViewers(int value);

    /**
     * Publishes the channel to a media server by WHIP (RFC 9725), beside its viewers and with their encodings. It comes
     * back by itself when the server or the network was away; {@link StreamerEvent}s and {@link Publication#reason}
     * tell. Any number of publications may be open. Does not block: the server is asked in the background.
     *
     * @param target the server's WHIP URL, {@code http} or {@code https}, with its query
     * @throws IllegalArgumentException when it is no such URL, or the channel encodes none of the settings' codecs
     * @throws IllegalStateException when the channel is closed
     */
    Publication publish(URI target, PublishSettings settings);

    /** Those who watch this channel or are joining, in no particular order. */
    List<Viewer> viewers();

    /** Whether it is open. */
    boolean isOpen();

    /**
     * Ends its viewers, who are told the reason, closes its sources and encoders, and frees its name. Sources and
     * encoders may take some milliseconds longer. Idempotent.
     *
     * @throws IllegalStateException for the default channel, which closes with its streamer
     */
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
