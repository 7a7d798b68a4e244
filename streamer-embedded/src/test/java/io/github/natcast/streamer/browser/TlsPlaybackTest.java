package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.tls.TestCertificate;
import io.github.natcast.streamer.security.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page by HTTPS, as a browser sees it: everything that it does by itself has to be secure, or it is blocked. */
@Timeout(120)
final class TlsPlaybackTest {
    @TempDir
    private Path folder;

    @Test
    void thePagePlaysByWssAndByWhepAlsoWhenItWasAskedForByHttp() throws Exception {
        BrowserKind.CHROMIUM.orSkip();
        TestCertificate.now("localhost").write(folder);
        try (Chromium browser = Chromium.start();
                Streamer streamer = Streamer.builder()
                        .video(VideoSettings.defaults().withSize(320, 180))
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .tls(TlsSettings.of(folder.resolve("certificate.pem"), folder.resolve("key.pem"))
                                .withHsts(Duration.ofDays(1)))
                        .build()) {
            browser.trustEveryCertificate();
            streamer.start();
            URI secure = streamer.address();
            assertThat(secure.getScheme()).isEqualTo("https");

            URI open = URI.create("http://127.0.0.1:" + secure.getPort() + "/");
            PlayingPage page = PlayingPage.open(browser, open);
            assertThat(browser.evaluate("location.href").asText()).isEqualTo(secure.toString());
            assertThat(page.pictureChanges()).isTrue();
            assertThat(browser.errors()).isEmpty();

            PlayingPage byWhep = PlayingPage.open(browser, secure.resolve("?whep"));
            assertThat(byWhep.pictureChanges()).isTrue();
            assertThat(browser.errors()).isEmpty();
        }
    }
}
