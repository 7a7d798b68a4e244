package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FurtherOfferTest {
    private static final String FIRST = BrowserOffers.offer("chromium-video-then-audio");

    private final TestParameters local = TestParameters.withAudio();

    private static String restarted(String offer) {
        return offer.replaceAll("a=ice-ufrag:.*\r", "a=ice-ufrag:again\r")
                .replaceAll("a=ice-pwd:.*\r", "a=ice-pwd:another+password+of+24/c\r")
                .replaceFirst("(o=- \\d+) 2 ", "$1 3 ");
    }

    private Optional<Negotiation> again(String first, String next) throws OfferRejectedException {
        return Offer.parse(first).negotiate(local.media()).again(Offer.parse(next));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chromium-video-then-audio",
                "chromium-audio-first-max-bundle",
                "firefox-video-then-audio",
                "safari-video-then-audio",
                "gstreamer-video"
            })
    void anIceRestartChangesCredentialsAlone(String browser) throws Exception {
        String first = BrowserOffers.offer(browser);
        TestParameters sender = browser.startsWith("firefox")
                ? TestParameters.sending(io.github.natcast.streamer.VideoCodec.VP8)
                : local;
        Negotiation agreed = Offer.parse(first).negotiate(sender.media());

        Negotiation next = agreed.again(Offer.parse(restarted(first))).orElseThrow();

        assertThat(next.plan().transport().iceCredentials().usernameFragment()).isEqualTo("again");
        assertThat(next.plan().video()).isEqualTo(agreed.plan().video());
        assertThat(next.plan().audio()).isEqualTo(agreed.plan().audio());
        assertThat(next.answer(sender.transport()))
                .as("nothing else changes in the answer")
                .isEqualTo(agreed.answer(sender.transport()));
    }

    @Test
    void anAddressInTheOriginMayChangeWithTheNetwork() throws Exception {
        assertThat(again(FIRST, restarted(FIRST).replace("IN IP4 127.0.0.1", "IN IP4 10.0.0.7")))
                .isPresent();
    }

    @Test
    void anotherCertificateOrSessionIsAnotherConnection() throws Exception {
        assertThat(again(FIRST, BrowserOffers.offer("chromium-audio-first-max-bundle")))
                .isEmpty();
        assertThat(again(FIRST, restarted(FIRST).replaceFirst("o=- \\d+", "o=- 77")))
                .as("a certificate may serve several connections")
                .isEmpty();
        String first = FIRST.replace("a=setup:", "a=tls-id:one\r\na=setup:");
        assertThat(again(first, restarted(first).replace("tls-id:one", "tls-id:two")))
                .isEmpty();
        assertThat(again(first, restarted(first))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m=audio 9      | m=audio 0     | the audio was agreed as payload type
            a=mid:0        | a=mid:5       | the video was agreed as
            nack pli       | ccm tmmbr     | the video was agreed as
            """)
    void mediaMayNotChange(String before, String now, String reason) {
        String next = restarted(FIRST)
                .replace(before, now)
                .replace("BUNDLE 0 1", "BUNDLE " + (now.equals("a=mid:5") ? "5 1" : "0 1"));

        OfferRejectedException rejection = catchThrowableOfType(OfferRejectedException.class, () -> again(FIRST, next));

        assertThat(rejection.code()).isEqualTo(Code.MEDIA_CHANGED);
        assertThat(rejection).hasMessageContaining(reason).hasMessageContaining("open another connection");
    }

    @ParameterizedTest
    @CsvSource({
        "actpass, actpass, true",
        "actpass, active,  true",
        "actpass, passive, false",
        "active,  actpass, true",
        "passive, actpass, true",
        "passive, passive, true",
        "passive, active,  false"
    })
    void theDtlsRolesStay(String before, String now, boolean accepted) throws Exception {
        String first = FIRST.replace("a=setup:actpass", "a=setup:" + before);
        String next = restarted(FIRST).replace("a=setup:actpass", "a=setup:" + now);

        if (accepted) {
            assertThat(again(first, next)).isPresent();
        } else {
            assertThat(catchThrowableOfType(OfferRejectedException.class, () -> again(first, next))
                            .code())
                    .isEqualTo(Code.UNSUPPORTED_SETUP);
        }
    }

    @Test
    void theFragmentOfARestartNamesTheTaggedSection() throws Exception {
        String fragment = Offer.parse(FIRST).negotiate(local.media()).fragment(local.transport());

        assertThat(fragment).isEqualTo("""
                a=ice-options:trickle\r
                a=group:BUNDLE 0 1\r
                m=video 9 UDP/TLS/RTP/SAVPF 96\r
                a=mid:0\r
                a=ice-ufrag:serv\r
                a=ice-pwd:0123456789abcdefghijkl\r
                a=candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host\r
                a=candidate:2 1 udp 2130706175 2001:db8::10 10111 typ host\r
                a=end-of-candidates\r
                """);
        assertThat(TrickleFragment.parse(fragment).credentials())
                .contains(local.transport().iceCredentials());
    }
}
