package io.github.natcast.streamer.internal.media.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.media.video.HandSource;
import org.junit.jupiter.api.Test;

final class SwitchFactsTest {
    private static final long STALL = 2_000;

    private final SourceChannel standby = new SourceChannel(new HandSource("standby"));
    private final SourceChannel camera = new SourceChannel(new HandSource("camera"));
    private final SwitchFacts facts = new SwitchFacts(STALL);

    SwitchFactsTest() {
        facts.standby = standby;
    }

    @Test
    void theStandbyIsOnAirUntilALiveSourceHasDelivered() {
        facts.coming = camera;
        assertThat(facts.onAir()).isSameAs(standby);

        facts.live = camera;
        facts.coming = null;
        facts.livePicture(5);
        assertThat(facts.onAir()).isSameAs(camera);
    }

    @Test
    void aLiveSourceIsOffAirFromTheLookThatFindsItSilentToItsNextPicture() {
        facts.live = camera;
        // The clock may wrap.
        long came = Long.sum(Long.MAX_VALUE, -1_000);
        facts.livePicture(came);
        assertThat(facts.checkLive(came + STALL - 1)).isEqualTo(STALL - 1);
        assertThat(facts.onAir()).isSameAs(camera);
        facts.checkLive(came + STALL);
        assertThat(facts.onAir()).isSameAs(standby);

        facts.livePicture(came + STALL + 1);
        assertThat(facts.onAir()).isSameAs(camera);
    }

    @Test
    void theStandbyPlaysUpToItsFirstPictureAndThenOnlyWhileItIsSeen() {
        assertThat(facts.standbyPlays(false)).isTrue();
        standby.delivered = true;
        assertThat(facts.standbyPlays(false)).isFalse();
        assertThat(facts.standbyPlays(true)).isTrue();

        facts.live = camera;
        facts.livePicture(5);
        assertThat(facts.standbyPlays(true)).isFalse();
    }

    @Test
    void nothingIsOnAirAfterTheEnd() {
        facts.closed = true;
        assertThat(facts.onAir()).isNull();
    }

    @Test
    void aSourceThatIsOverIsNotListenedTo() {
        assertThat(facts.listensTo(standby)).isTrue();
        assertThat(facts.listensTo(camera)).isFalse();
        standby.over = true;
        assertThat(facts.listensTo(standby)).isFalse();
    }
}
