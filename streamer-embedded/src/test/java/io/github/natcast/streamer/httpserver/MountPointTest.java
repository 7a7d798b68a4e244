package io.github.natcast.streamer.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MountPointTest {

    @ParameterizedTest
    @CsvSource({
        "/, /, /",
        "/, /whep/a%2Fb, /whep/a%2Fb",
        "/app/video, /app/video, ''",
        "/app/video, /app/video/, /",
        "/app/video/, /app/video/whep, /whep",
        "/app/video, /app/vide%6F/whep/%E6%88%BF, /whep/%E6%88%BF",
        "/房, /%E6%88%BF/ws, /ws",
        "/app/video, /app/videos/whep,",
        "/app/video, /app%2Fvideo/whep,",
        "/app/video, /app,"
    })
    void givesThePathBelow(String mount, String path, String below) {
        assertThat(new MountPoint(mount).below(URI.create(path))).isEqualTo(Optional.ofNullable(below));
    }
}
