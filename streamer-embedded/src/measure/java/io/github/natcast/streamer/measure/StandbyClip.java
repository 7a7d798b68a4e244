package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.ffmpeg.TestClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A clip as a program would have for its standby: four seconds of H.264, 1280x720 at 25 frames per second, and AAC. */
final class StandbyClip {
    private static final int SECONDS = 4;
    private static final int RATE = 25;
    private static final int TONE_HERTZ = 440;

    private StandbyClip() {}

    /** Records the test pattern while it plays. The caller deletes the file. */
    static Path write() throws Exception {
        BlockingQueue<VideoFrame> pictures = new LinkedBlockingQueue<>();
        VideoSource.Playback pattern = VideoSource.testPattern().start(VideoSettings.defaults(), new MediaSink() {
            @Override
            public void onVideo(VideoFrame frame) {
                pictures.add(frame);
            }

            @Override
            public void onEnd() {}

            @Override
            public void onFailure(MediaSourceException failure) {
                throw new IllegalStateException(failure);
            }
        });
        try (pattern) {
            return TestClip.at(Files.createTempFile("standby", ".mp4"))
                    .pictures("libopenh264", 1280, 720, RATE, SECONDS * RATE)
                    .drawnBy(number -> {
                        try {
                            return pictures.take();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .tone(TONE_HERTZ, SECONDS)
                    .write();
        }
    }
}
