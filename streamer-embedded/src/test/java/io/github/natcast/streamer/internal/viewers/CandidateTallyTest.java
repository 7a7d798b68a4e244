package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Offered;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CandidateTallyTest {
    private final CandidateTally tally = new CandidateTally();

    @Test
    void countsWhatABrowserOffers() {
        List.of(
                        "candidate:1 1 udp 2113937151 1b2c.local 50000 typ host generation 0 ufrag abcd",
                        "candidate:2 1 udp 2113937151 2c3d.local 50001 typ host",
                        "candidate:3 1 UDP 1677729535 203.0.113.7 50000 typ srflx raddr 0.0.0.0 rport 0",
                        "candidate:4 1 udp 33562367 2001:db8::7 50002 typ relay raddr ::1 rport 0",
                        "candidate:5 1 tcp 1518280447 1b2c.local 9 typ host tcptype active",
                        "candidate:6 1 udp 2113937151 192.0.2.7 50003 typ host")
                .forEach(tally::add);
        assertThat(tally.offered()).isEqualTo(new Offered(1, 2, 1, 1, 1, 2, 1, false));

        tally.complete();
        assertThat(tally.offered().complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:",
                "candidate:1 1 udp 1 192.0.2.7 99999 typ host",
                "candidate:1 1 udp 1 192.0.2.7 port typ host",
                "candidate:1 1 udp 1 192.0.2.7 5000 host typ"
            })
    void leavesOutWhatItCannotRead(String candidate) {
        tally.add(candidate);

        assertThat(tally.offered()).isEqualTo(Offered.NONE);
    }
}
