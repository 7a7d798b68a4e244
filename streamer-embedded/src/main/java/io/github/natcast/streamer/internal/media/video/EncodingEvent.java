package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodingFormat;

/** What happens to encodings. Immutable. */
public sealed interface EncodingEvent {

    /** From now on this encoder makes the format's frames. */
    record EncoderOpened(EncodingFormat format, String encoder) implements EncodingEvent {}

    /** An encoder failed in mid-stream; the next one takes over with a key frame. */
    record EncoderFailed(EncodingFormat format, String encoder, String reason) implements EncodingEvent {}

    /** No encoder is left; the format's viewers see nothing until one can be opened again. */
    record EncodingFailed(EncodingFormat format, String reason) implements EncodingEvent {}

    /** A smaller rendition cannot be encoded; its viewers get the larger ones until it can. */
    record RenditionFailed(EncodingFormat format, String reason) implements EncodingEvent {}

    /** The source delivers pictures of a kind that cannot be encoded. */
    record PictureRefused(EncodingFormat format, String reason) implements EncodingEvent {}
}
