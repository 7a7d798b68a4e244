package io.github.natcast.streamer.internal.media;

import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.VideoPipeline;

/** What a {@link VideoPipeline} tells whoever watches it. Immutable. */
public sealed interface PipelineEvent {

    /** From now on this encoder makes the format's frames. */
    record EncoderOpened(EncodingFormat format, String encoder) implements PipelineEvent {}

    /** An encoder failed in mid-stream; the next one takes over with a key frame. */
    record EncoderFailed(EncodingFormat format, String encoder, String reason) implements PipelineEvent {}

    /** No encoder is left; the format's viewers see nothing until one can be opened again. */
    record EncodingFailed(EncodingFormat format, String reason) implements PipelineEvent {}

    /** The source delivers pictures of a kind that cannot be encoded. */
    record PictureRefused(EncodingFormat format, String reason) implements PipelineEvent {}

    /** The picture that viewers see comes from this source from now on. */
    record SourceShown(String source, boolean standby) implements PipelineEvent {}

    /** The source is at its end; when it was shown, the standby takes over. */
    record SourceEnded(String source) implements PipelineEvent {}

    /** The source cannot be opened or read on; when it was shown, the standby takes over. */
    record SourceFailed(String source, String reason) implements PipelineEvent {}

    /** No picture has come for a while: the standby takes over until the source's next picture. */
    record SourceStalled(String source, long silentMillis) implements PipelineEvent {}
}
