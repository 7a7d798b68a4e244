package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoSettings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Firefox with its default settings: it gathers only the address of the default route, hides it behind an mDNS name,
 * and gathers no loopback address.
 */
class FirefoxAsShippedTest {
    private Browser browser;

    @BeforeEach
    void startBrowser() throws Exception {
        BrowserKind.FIREFOX.orSkip();
        browser = Firefox.startHidingItsAddress();
    }

    @AfterEach
    void endBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    /** The packets stay on this machine, because the address is a local one. */
    @Test
    void playsAlthoughItHidesItsAddress() throws Exception {
        Optional<InetAddress> address = ownAddress();
        assumeTrue(address.isPresent(), "no address but loopback: the packets of this Firefox go nowhere");
        try (Streamer streamer =
                builder().bindAddress(address.get().getHostAddress()).build()) {
            streamer.start();
            PlayingPage page = PlayingPage.open(browser, streamer.address());

            assertThat(page.pictureChanges()).isTrue();
            assertThat(browser.evaluate("natcast.localCandidates"))
                    .isNotEmpty()
                    .allSatisfy(candidate -> assertThat(candidate.asText()).contains(".local "));
            assertThat(page.statistics().at("/remote/address").asText())
                    .isEqualTo(address.get().getHostAddress());
        }
    }

    @Test
    void isToldThatLoopbackWillNotDo() throws Exception {
        try (Streamer streamer = builder().bindAddress("127.0.0.1").build()) {
            streamer.start();
            browser.open(streamer.address().toString());
            browser.await("window.natcast?.state === 'waiting'", Duration.ofSeconds(20));

            assertThat(browser.evaluate("natcast.error.code").asText()).isEqualTo("no_check_came_back");
            assertThat(browser.evaluate("problemChecks.textContent").asText()).contains("Firefox", "loopback");
        }
    }

    private static StreamerBuilder builder() {
        return Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .httpPort(0)
                .mediaPort(0);
    }

    private static Optional<InetAddress> ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address
                        && !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress())
                .findFirst();
    }
}
