package io.github.natcast.streamer.internal.media.ffmpeg;

import java.nio.file.Path;

/** Writes small clips of {@link TestPictures}. */
public final class TestMedia {
    private TestMedia() {}

    /** MPEG-4 in the container that the file name's ending asks for. */
    public static Path write(Path file, int width, int height, int framesPerSecond, int frames) throws Exception {
        return TestClip.at(file)
                .pictures("mpeg4", width, height, framesPerSecond, frames)
                .write();
    }
}
