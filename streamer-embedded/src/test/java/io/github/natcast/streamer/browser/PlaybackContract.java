package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.signaling.Carrier;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.WhepViewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A streamer without an HTTP port, watched through a server of the program's. */
@Timeout(180)
@SuppressWarnings("NullAway.Init") // the streamer starts before each test
public abstract class PlaybackContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Carrier.Opener opener;
    private final ViewerRequest.Protocol protocol;
    private Streamer streamer;
    private Carrier carrier;

    /** @param protocol by which the page watches */
    protected PlaybackContract(Carrier.Opener opener, ViewerRequest.Protocol protocol) {
        this.opener = opener;
        this.protocol = protocol;
    }

    @BeforeEach
    void open() throws Exception {
        streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .bindAddress("127.0.0.1")
                .noHttpPort()
                .mediaPort(0)
                .build();
        streamer.start();
        carrier = opener.open(streamer.signaling());
    }

    @AfterEach
    void close() throws Exception {
        streamer.close();
        carrier.end().close();
    }

    @Test
    void mediaComesToWhoeverOffersByWhep() throws Exception {
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        WhepViewer viewer = WhepViewer.join(HttpClient.newHttpClient(), page(), identity);

        assertThat(streamer.viewers()).hasSize(1);
        viewer.leave();
        awaitNoViewer();
    }

    @Test
    void thePagePlaysInABrowser() throws Exception {
        try (Browser browser = BrowserKind.CHROMIUM.startOrSkip()) {
            PlayingPage page = PlayingPage.open(browser, page());

            assertThat(page.pictureChanges()).isTrue();
            Viewer viewer = streamer.viewers().get(0);
            assertThat(viewer.clientAddress().isLoopbackAddress()).isTrue();
            JsonNode fallback = browser.evaluate("natcast.log.some(entry => entry.step === 'fallback')");
            assertThat(fallback.asBoolean()).isEqualTo(protocol == ViewerRequest.Protocol.WHEP);
            browser.open("about:blank");
            awaitNoViewer();
        }
    }

    private URI page() {
        return URI.create("http://127.0.0.1:" + carrier.port() + carrier.mount() + "/");
    }

    private void awaitNoViewer() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!streamer.viewers().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(streamer.viewers()).isEmpty();
    }
}
