package io.github.natcast.streamer;

import io.github.natcast.topology.PublicAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens to a streamer beside its viewers: to sources, encoders and addresses. Immutable. {@link #sentence} is
 * for the operator; a program asks for the kind:
 *
 * <pre>{@code
 * public void onEvent(StreamerEvent event) {
 *     if (event instanceof StreamerEvent.SourceFailed failed) {
 *         alarm(failed.channel(), failed.source(), failed.reason());
 *     }
 * }
 * }</pre>
 *
 * <p>Names and reasons have {@code ***} in place of passwords. Further kinds may be added.
 */
public sealed interface StreamerEvent {

    /** What happened, one line. */
    String sentence();

    /**
     * From now on viewers see the pictures of this source.
     *
     * @param channel the channel's name, here and below
     * @param source the source's name, here and below
     * @param standby whether it is shown because no other source delivers
     */
    record SourceShown(String channel, String source, boolean standby) implements StreamerEvent {
        @Override
        public String sentence() {
            return source + " is shown";
        }
    }

    /** The source has ended; if it was shown, the standby takes over. */
    record SourceEnded(String channel, String source) implements StreamerEvent {
        @Override
        public String sentence() {
            return source + " is at its end";
        }
    }

    /**
     * The source cannot be opened or read any further; if it was shown, the standby takes over.
     *
     * @param reason a sentence that names the source
     */
    record SourceFailed(String channel, String source, String reason) implements StreamerEvent {
        @Override
        public String sentence() {
            return reason;
        }
    }

    /** No picture has come for a while: the standby is shown until the source's next picture. */
    record SourceStalled(String channel, String source, Duration silence) implements StreamerEvent {
        @Override
        public String sentence() {
            return source + " has been silent for " + silence.toMillis()
                    + " ms; the standby is shown until its next picture";
        }
    }

    /**
     * From now on this encoder makes the pictures.
     *
     * @param format the codec, and what else tells this encoding from others of it, in words
     * @param rendition 0 for the full picture, 1 and 2 for smaller ones
     * @param encoder FFmpeg's name
     * @param before the encoder that made them until now, if it is another; the pictures go on with a key frame
     */
    record EncoderOpened(
            String channel, VideoCodec codec, String format, int rendition, String encoder, Optional<String> before)
            implements StreamerEvent {
        @Override
        public String sentence() {
            return format + " is encoded by " + encoder;
        }
    }

    /**
     * An encoder failed.
     *
     * @param encoder FFmpeg's name, when the next one takes over; empty when none is left. Then viewers of a smaller
     *     rendition get a larger one, and those of the full one see nothing until an encoder can be opened again
     */
    record EncoderFailed(
            String channel, VideoCodec codec, String format, int rendition, Optional<String> encoder, String reason)
            implements StreamerEvent {
        @Override
        public String sentence() {
            if (encoder.isPresent()) {
                return encoder.get() + " failed (" + reason + "); the next encoder of " + format + " takes over";
            }
            return rendition > 0
                    ? "there is no " + format + " for now, its viewers get a larger one: " + reason
                    : "no encoder is left for " + format + ": " + reason;
        }
    }

    /** The source delivers pictures of a kind that cannot be encoded. */
    record PictureRefused(String channel, VideoCodec codec, String format, String reason) implements StreamerEvent {
        @Override
        public String sentence() {
            return "a picture cannot be encoded as " + format + ": " + reason;
        }
    }

    /**
     * A media server is sent the channel from now on.
     *
     * @param target scheme, host and port of the server's URL, here and below
     */
    record PublicationConnected(String channel, String target) implements StreamerEvent {
        @Override
        public String sentence() {
            return "the stream is published to " + target;
        }
    }

    /**
     * A publication is not connected any more, or could not be yet; it comes again by itself. Not repeated for the same
     * reason.
     *
     * @param retryIn until the next attempt
     */
    record PublicationLost(String channel, String target, String reason, Duration retryIn) implements StreamerEvent {
        @Override
        public String sentence() {
            return "the stream is not published to " + target + " for now: " + reason;
        }
    }

    /** A publication has ended, because the server's reason does not heal by itself. */
    record PublicationFailed(String channel, String target, String reason) implements StreamerEvent {
        @Override
        public String sentence() {
            return "the stream is not published to " + target + ", and is not tried again: " + reason;
        }
    }

    /** Answers carry other public addresses from now on: {@link Streamer#publicAddresses()}. */
    record AddressesChanged(List<PublicAddress> before, List<PublicAddress> now, String cause)
            implements StreamerEvent {
        public AddressesChanged {
            before = List.copyOf(before);
            now = List.copyOf(now);
        }

        @Override
        public String sentence() {
            return "the public addresses were " + before + " and are " + now + ": " + cause
                    + "; answers carry them from now on";
        }
    }
}
