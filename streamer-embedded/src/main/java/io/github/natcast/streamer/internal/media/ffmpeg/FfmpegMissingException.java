package io.github.natcast.streamer.internal.media.ffmpeg;

/** FFmpeg's natives are not on the class path. The message names the Maven artefacts to add. */
public final class FfmpegMissingException extends Exception {
    private static final long serialVersionUID = 1L;

    FfmpegMissingException(String message) {
        super(message);
    }
}
