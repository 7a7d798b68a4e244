package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transports that no browser offers, but other players do. */
final class UnusualTransportTest {
    private static final String OFFER = BrowserOffers.offer("chromium-video-trickle");

    private static RemoteTransport transport(String offer) throws OfferRejectedException {
        return TestParameters.local().answer(offer).plan().transport();
    }

    @ParameterizedTest
    @CsvSource({"actpass, SERVER", "active, SERVER", "passive, CLIENT"})
    void takesTheDtlsRoleThatIsLeft(String setup, DtlsRole role) throws Exception {
        assertThat(transport(OFFER.replace("a=setup:actpass", "a=setup:" + setup))
                        .setup()
                        .localRole())
                .isEqualTo(role);
    }

    @Test
    void withoutSetupTheOffererIsTheClient() throws Exception {
        assertThat(transport(OFFER.replace("a=setup:actpass\r\n", "")).setup()).isEqualTo(Setup.ACTIVE);
    }

    @Test
    void theAnswerSaysTheRole() throws Exception {
        Negotiation agreed = Offer.parse(OFFER).negotiate(TestParameters.local().media());
        LocalTransport local = TestParameters.local().transport();
        LocalTransport active = new LocalTransport(
                7, 3, local.iceCredentials(), DtlsRole.CLIENT, local.fingerprint(), local.candidates(), true);

        assertThat(agreed.answer(active))
                .contains("o=- 7 3 IN", "a=setup:active")
                .doesNotContain("passive");
        assertThat(agreed.answer(local)).contains("a=setup:passive").doesNotContain("a=setup:active");
    }

    @Test
    void seesThatTheViewerIsLite() throws Exception {
        assertThat(transport(OFFER).lite()).isFalse();
        assertThat(transport(OFFER.replace("t=0 0\r\n", "t=0 0\r\na=ice-lite\r\n"))
                        .lite())
                .isTrue();
    }

    /** RFC 8829 §5.2.1 has a group also then; older players leave out both. */
    @ParameterizedTest
    @ValueSource(strings = {"a=group:BUNDLE.*\r\n", "a=group:BUNDLE.*\r\n|a=mid:0\r\n"})
    void acceptsASingleSectionWithoutAGroup(String leftOut) throws Exception {
        String offer = OFFER.replaceAll(leftOut, "");

        TestParameters.Answer answer = TestParameters.local().answer(offer);

        SessionDescription sdp = SessionDescription.parse(answer.sdp());
        assertThat(sdp.attribute("group")).isEmpty();
        assertThat(sdp.mediaSections()).hasSize(1);
        assertThat(sdp.mediaSections().get(0).hasAttribute("sendonly")).isTrue();
        assertThat(sdp.mediaSections().get(0).candidates()).hasSize(2);
        assertThat(sdp.mediaSections().get(0).mid())
                .isEqualTo(
                        SessionDescription.parse(offer).mediaSections().get(0).mid());
        assertThat(answer.plan().transport().mid())
                .isEqualTo(sdp.mediaSections().get(0).mid());
    }

    @Test
    void aSectionThatIsNotInUseNeedsNoGroupEither() throws Exception {
        String offer = BrowserOffers.offer("chromium-video-then-audio")
                .replaceAll("a=group:BUNDLE.*\r\n", "")
                .replace("m=audio 9", "m=audio 0");

        String answer = TestParameters.withAudio().answer(offer).sdp();

        assertThat(answer).contains("m=video 10111", "m=audio 0");
    }
}
