package io.github.natcast.streamer.internal.media.switching;

/** What happens to sources. Immutable. */
public sealed interface SourceEvent {

    /** From now on viewers see the pictures of this source. */
    record Shown(String source, boolean standby) implements SourceEvent {}

    /** The source has ended; if it was shown, the standby takes over. */
    record Ended(String source) implements SourceEvent {}

    /** The source cannot be opened or read any further; if it was shown, the standby takes over. */
    record Failed(String source, String reason) implements SourceEvent {}

    /** No picture has come for a while: the standby is shown until the source's next picture. */
    record Stalled(String source, long silentMillis) implements SourceEvent {}
}
