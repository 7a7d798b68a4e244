package io.github.natcast.streamer.internal.transport.ice4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class PathSelectorTest {
    private final PathSelector paths = new PathSelector(0);
    private final PathSelector.Pair first = pair(1);
    private final PathSelector.Pair second = pair(2);

    private static PathSelector.Pair pair(int port) {
        return new PathSelector.Pair(new MediaPath(
                new InetSocketAddress("192.0.2.1", 9), new InetSocketAddress("192.0.2.2", port), "host", "prflx"));
    }

    @Test
    void nominationAloneIsNoPath() {
        assertThat(paths.nominated(first)).isFalse();
        assertThat(paths.path()).isNull();
    }

    @Test
    void firstValidPairIsThePathAlsoBeforeNomination() {
        assertThat(paths.answered(first, 10)).isTrue();
        assertThat(paths.path()).isEqualTo(first.path());
        assertThat(paths.consentNanos()).isEqualTo(10);
        assertThat(paths.nominated(first)).isFalse();
    }

    @Test
    void anotherValidPairTakesOverOnlyWhenTheViewerWantsIt() {
        paths.nominated(first);
        paths.answered(first, 10);
        assertThat(paths.answered(second, 20)).isFalse();
        assertThat(paths.path()).isEqualTo(first.path());

        assertThat(paths.nominated(second)).isTrue();
        assertThat(paths.path()).isEqualTo(second.path());
        assertThat(paths.consentNanos()).isEqualTo(20);
    }

    @Test
    void nominatedPairTakesOverWhenItBecomesValid() {
        paths.nominated(first);
        paths.answered(first, 10);

        assertThat(paths.nominated(second)).isFalse();
        assertThat(paths.answered(second, 20)).isTrue();
    }

    @Test
    void packetsMoveThePathButOnlyToAValidPair() {
        paths.answered(first, 10);
        assertThat(paths.used(second)).isFalse();
        paths.answered(second, 20);

        assertThat(paths.used(second)).isTrue();
        assertThat(paths.used(second)).isFalse();
    }

    @Test
    void consentOfAnotherPairDoesNotCountAndOldConsentDoesNotComeBack() {
        paths.answered(first, 10);
        paths.answered(second, 20);
        assertThat(paths.consentNanos()).isEqualTo(10);
        paths.used(second);
        paths.answered(second, 50);

        paths.nominated(first);

        assertThat(paths.consentNanos()).isEqualTo(50);
    }
}
