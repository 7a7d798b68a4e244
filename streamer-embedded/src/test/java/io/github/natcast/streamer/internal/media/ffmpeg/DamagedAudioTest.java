package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.VideoSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DamagedAudioTest {
    private static final int PIECES = 600;

    /** The pictures may play for weeks. */
    @Test
    void audioThatIsOverOfDamageIsNotKept(@TempDir Path folder) throws Exception {
        Path clip = NoiseClip.write(folder.resolve("noise.mkv"), PIECES, 2_000);
        try (MediaReader reader =
                MediaReader.open(clip.toString(), VideoSettings.defaults(), MediaOptions.defaults())) {
            for (int round = 0; round < 2; round++) {
                int pictures = 0;
                while (reader.next()) {
                    assertThat(reader.isVideo()).isTrue();
                    reader.picture(0).release();
                    pictures++;
                }
                assertThat(pictures).isEqualTo(PIECES);
                assertThat(reader.queuedBytes()).isZero();
                reader.rewind();
            }
        }
    }
}
