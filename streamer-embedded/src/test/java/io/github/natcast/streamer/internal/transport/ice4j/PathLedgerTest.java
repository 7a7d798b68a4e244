package io.github.natcast.streamer.internal.transport.ice4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class PathLedgerTest {
    private final PathLedger ledger = new PathLedger(0);
    private final PathLedger.Pair first = pair(1);
    private final PathLedger.Pair second = pair(2);

    private static PathLedger.Pair pair(int port) {
        return new PathLedger.Pair(new MediaPath(
                new InetSocketAddress("192.0.2.1", 9), new InetSocketAddress("192.0.2.2", port), "host", "prflx"));
    }

    @Test
    void nominationAloneIsNoPath() {
        assertThat(ledger.nominated(first)).isFalse();
        assertThat(ledger.path()).isNull();
    }

    @Test
    void firstValidPairIsThePathAlsoBeforeNomination() {
        assertThat(ledger.answered(first, 10)).isTrue();
        assertThat(ledger.path()).isEqualTo(first.path());
        assertThat(ledger.consentNanos()).isEqualTo(10);
        assertThat(ledger.nominated(first)).isFalse();
    }

    @Test
    void anotherValidPairTakesOverOnlyWhenTheViewerWantsIt() {
        ledger.nominated(first);
        ledger.answered(first, 10);
        assertThat(ledger.answered(second, 20)).isFalse();
        assertThat(ledger.path()).isEqualTo(first.path());

        assertThat(ledger.nominated(second)).isTrue();
        assertThat(ledger.path()).isEqualTo(second.path());
        assertThat(ledger.consentNanos()).isEqualTo(20);
    }

    @Test
    void nominatedPairTakesOverWhenItBecomesValid() {
        ledger.nominated(first);
        ledger.answered(first, 10);

        assertThat(ledger.nominated(second)).isFalse();
        assertThat(ledger.answered(second, 20)).isTrue();
    }

    @Test
    void packetsMoveThePathButOnlyToAValidPair() {
        ledger.answered(first, 10);
        assertThat(ledger.used(second)).isFalse();
        ledger.answered(second, 20);

        assertThat(ledger.used(second)).isTrue();
        assertThat(ledger.used(second)).isFalse();
    }

    @Test
    void consentOfAnotherPairDoesNotCountAndOldConsentDoesNotComeBack() {
        ledger.answered(first, 10);
        ledger.answered(second, 20);
        assertThat(ledger.consentNanos()).isEqualTo(10);
        ledger.used(second);
        ledger.answered(second, 50);

        ledger.nominated(first);

        assertThat(ledger.consentNanos()).isEqualTo(50);
    }
}
