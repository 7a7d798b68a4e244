package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class PathSelectorTest {
    private final PathSelector paths = new PathSelector(0);
    private final CandidatePair first = pair(1);
    private final CandidatePair second = pair(2);

    private static CandidatePair pair(int port) {
        return pair(port, 1000);
    }

    private static CandidatePair pair(int port, long priority) {
        return new CandidatePair(
                new Generation(new IceCredentials("here", "herehereherehereherehe")),
                new SilentBase(),
                new InetSocketAddress("192.0.2.2", port),
                CandidateKind.PEER_REFLEXIVE,
                priority,
                new CheckSeries());
    }

    @Test
    void nominationAloneIsNoPath() {
        assertThat(paths.nominated(first, 15)).isFalse();
        assertThat(paths.path()).isNull();
    }

    @Test
    void firstValidPairIsThePathAlsoBeforeNomination() {
        assertThat(paths.answered(first, 10)).isTrue();
        assertThat(paths.path()).isEqualTo(first.path());
        assertThat(paths.consentNanos()).isEqualTo(10);
        assertThat(paths.nominated(first, 15)).isFalse();
    }

    @Test
    void anotherValidPairTakesOverOnlyWhenTheViewerWantsIt() {
        paths.nominated(first, 15);
        paths.answered(first, 10);
        assertThat(paths.answered(second, 20)).isFalse();
        assertThat(paths.path()).isEqualTo(first.path());

        assertThat(paths.nominated(second, 30)).isTrue();
        assertThat(paths.path()).isEqualTo(second.path());
        assertThat(paths.consentNanos()).isEqualTo(20);
    }

    @Test
    void nominatedPairTakesOverWhenItBecomesValid() {
        paths.nominated(first, 15);
        paths.answered(first, 10);

        assertThat(paths.nominated(second, 30)).isFalse();
        assertThat(paths.answered(second, 20)).isTrue();
    }

    @Test
    void packetsMoveThePathButOnlyToAValidPair() {
        paths.answered(first, 10);
        assertThat(paths.used(second, 40)).isFalse();
        paths.answered(second, 20);

        assertThat(paths.used(second, 40)).isTrue();
        assertThat(paths.used(second, 40)).isFalse();
    }

    @Test
    void consentOfAnotherPairDoesNotCountAndOldConsentDoesNotComeBack() {
        paths.answered(first, 10);
        paths.answered(second, 20);
        assertThat(paths.consentNanos()).isEqualTo(10);
        paths.used(second, 40);
        paths.answered(second, 50);

        paths.nominated(first, 15);

        assertThat(paths.consentNanos()).isEqualTo(50);
    }

    @Test
    void ofPairsThatAnOldPeerNominatesInTurnsTheOneOfTheHighestPriorityIsTaken() {
        CandidatePair low = pair(3, 10);
        CandidatePair high = pair(4, 20);
        paths.answered(low, 1);
        paths.answered(high, 1);
        for (int round = 0; round < 10; round++) {
            paths.nominated(low, 10 + 2 * round);
            paths.nominated(high, 11 + 2 * round);
            if (round > 0) {
                assertThat(paths.path()).as("round %d", round).isEqualTo(high.path());
            }
        }

        paths.nominated(low, 100);
        assertThat(paths.nominated(low, 101))
                .as("the peer nominates the other no more")
                .isTrue();
    }

    @Test
    void aPeerThatMovesToAPairOfLowerPriorityIsFollowedAtOnce() {
        CandidatePair low = pair(3, 10);
        CandidatePair high = pair(4, 20);
        paths.nominated(high, 1);
        paths.answered(high, 1);
        paths.answered(low, 2);

        assertThat(paths.nominated(low, 3)).isTrue();
    }

    @Test
    void consentThatIsTooOldIsNone() {
        long late = CandidatePair.CONSENT.toNanos() + 10;
        paths.answered(first, 10);
        paths.answered(second, 10);

        assertThat(paths.nominated(second, late)).isFalse();
        assertThat(paths.used(second, late)).isFalse();
        assertThat(paths.answered(second, late)).isTrue();
    }

    @Test
    void withoutItsPairThereIsNoPath() {
        paths.answered(first, 10);

        assertThat(paths.dropped(second)).isFalse();
        assertThat(paths.dropped(first)).isTrue();
        assertThat(paths.path()).isNull();
    }
}
