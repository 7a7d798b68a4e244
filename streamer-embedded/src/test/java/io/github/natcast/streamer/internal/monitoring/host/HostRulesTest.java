package io.github.natcast.streamer.internal.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Facts, and the sentences that come of them. */
final class HostRulesTest {
    private final Samples host = new Samples();

    private Optional<String> judge(HostCondition condition, Consumer<Samples> meanwhile) {
        HostSample before = host.next();
        host.next();
        host.next();
        meanwhile.accept(host);
        return HostRules.judge(condition, before, host.next(), false);
    }

    @Test
    void aLateSenderIsToldWithItsDelay() {
        assertThat(judge(HostCondition.SENDER_LATE, host -> host.late = 49_999_999))
                .isEmpty();
        assertThat(judge(HostCondition.SENDER_LATE, host -> host.late = 84_000_000)
                        .orElseThrow())
                .startsWith("a thread that sends media came 84 ms late")
                .contains("Give the process more processor time");
    }

    @Test
    void whereNobodyWatchesNoSenderIsLate() {
        assertThat(judge(HostCondition.SENDER_LATE, host -> {
                    host.late = 84_000_000;
                    host.viewers = 0;
                }))
                .isEmpty();
    }

    @Test
    void anEncoderThatIsNeverFreeIsToldWithItsTimeAndTheLoss() {
        host.encode(25, 0, 30);
        assertThat(judge(HostCondition.ENCODER_SLOW, host -> host.encode(45, 30, 66))
                        .orElseThrow())
                .startsWith(
                        "H264: libopenh264 takes 66 ms for a picture, but 25 a second come, so 40 % of them are left"
                                + " out. ");
    }

    @Test
    void anEncoderThatIsBusyButKeepsUpIsWell() {
        host.encode(25, 0, 30);
        assertThat(judge(HostCondition.ENCODER_SLOW, host -> host.encode(75, 0, 39)))
                .isEmpty();
    }

    @Test
    void picturesThatAreLeftOutByAnEncoderWithTimeToSpareAreTheSources() {
        host.encode(25, 0, 30);
        assertThat(judge(HostCondition.ENCODER_SLOW, host -> host.encode(75, 40, 10)))
                .isEmpty();
    }

    @Test
    void anEncoderThatWasOpenedAnewIsNotJudgedByTheOldOnesFigures() {
        host.encode(2500, 0, 30);
        assertThat(judge(HostCondition.ENCODER_SLOW, host -> {
                    host.encodings.clear();
                    host.encode(20, 10, 60);
                }))
                .isEmpty();
    }

    @Test
    void packetsWithoutRoomAreToldFromAShareOn() {
        assertThat(judge(HostCondition.SEND_BUFFER_FULL, host -> host.full += 60))
                .isEmpty();
        assertThat(judge(HostCondition.SEND_BUFFER_FULL, host -> host.full += 400)
                        .orElseThrow())
                .startsWith("400 of 15400 packets found no room in the operating system's send buffer within 3 s")
                .contains("net.core.wmem_max");
    }

    @Test
    void packetsThatNobodyReadNameThePort() {
        assertThat(judge(HostCondition.RECEIVE_BUFFER_FULL, host -> host.dropped += 37)
                        .orElseThrow())
                .startsWith("37 packets that came to UDP port 40111 were dropped within 3 s")
                .contains("net.core.rmem_max");
    }

    @Test
    void descriptorsAreCountedBeforeTheyAreMissed() {
        assertThat(judge(HostCondition.DESCRIPTORS_TOO_FEW, host -> host.limit = 600))
                .isEmpty();
        assertThat(judge(HostCondition.DESCRIPTORS_TOO_FEW, host -> host.limit = 599)
                        .orElseThrow())
                .startsWith("the process may open 599 file descriptors, has 100 open, and needs 500 more")
                .contains("LimitNOFILE= of systemd) to 1024 or more");
        assertThat(judge(HostCondition.DESCRIPTORS_USED_UP, host -> host.open = 540)
                        .orElseThrow())
                .startsWith("540 of 599 file descriptors are open with 7 viewers");
        assertThat(judge(HostCondition.DESCRIPTORS_USED_UP, host -> host.limit = 0))
                .isEmpty();
    }

    @Test
    void aClockThatWasSetIsToldWithItsDirection() {
        assertThat(judge(HostCondition.CLOCK_STEPPED, host -> host.wallMillis += 499))
                .isEmpty();
        assertThat(judge(HostCondition.CLOCK_STEPPED, host -> host.wallMillis += 3_240)
                        .orElseThrow())
                .startsWith("the clock was set forward by 3.2 s, or the machine slept");
        assertThat(judge(HostCondition.CLOCK_STEPPED, host -> host.wallMillis -= 86_400_000)
                        .orElseThrow())
                .startsWith("the clock was set back by 86400.0 s");
    }

    @Test
    void theHeapIsFullOnlyWhenCollectionsDoNotHelp() {
        assertThat(judge(HostCondition.HEAP_FULL, host -> host.heapUsed = 511L << 20))
                .isEmpty();
        assertThat(judge(HostCondition.HEAP_FULL, host -> host.heapKept = 500L << 20)
                        .orElseThrow())
                .startsWith("collections leave 500 of at most 512 MiB of heap in use");
    }

    @Test
    void memoryIsToldWithItsLimit() {
        assertThat(judge(HostCondition.MEMORY_LOW, host -> host.memoryUsed = 7L << 30))
                .isEmpty();
        assertThat(judge(HostCondition.MEMORY_LOW, host -> host.memoryUsed = 7900L << 20)
                        .orElseThrow())
                .startsWith("the container uses 7900 of 8192 MiB of memory");
        assertThat(judge(HostCondition.MEMORY_LOW, host -> host.memoryLimit = 0))
                .isEmpty();
    }
}
