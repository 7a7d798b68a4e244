package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerVerdictCode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VerdictMemoryTest {
    private final VerdictMemory memory = new VerdictMemory();

    private boolean look(ViewerVerdictCode code) {
        return memory.look(Optional.of(code));
    }

    private boolean well() {
        return memory.look(Optional.empty());
    }

    @Test
    void saysAtOnceThatABudgetIsMissedAndThatItIsNotAnyMore() {
        assertThat(well()).isFalse();
        assertThat(look(ViewerVerdictCode.PORT_UNREACHABLE)).isTrue();
        assertThat(look(ViewerVerdictCode.PORT_UNREACHABLE)).isFalse();
        assertThat(look(ViewerVerdictCode.ANSWERS_LOST)).isTrue();
        assertThat(well()).isTrue();
        assertThat(memory.said()).isEmpty();
    }

    @Test
    void saysThatItPlaysBadlyWhenItDoesForThreeLooks() {
        assertThat(look(ViewerVerdictCode.LOSS)).isFalse();
        assertThat(look(ViewerVerdictCode.LOSS)).isFalse();
        assertThat(look(ViewerVerdictCode.LOSS)).isTrue();
        assertThat(look(ViewerVerdictCode.JITTER)).isFalse();
        assertThat(look(ViewerVerdictCode.LOSS)).isFalse();
        assertThat(memory.said()).contains(ViewerVerdictCode.LOSS);
        for (int look = 1; look < VerdictMemory.UNTIL_TAKEN_BACK; look++) {
            assertThat(well()).isFalse();
        }
        assertThat(well()).isTrue();
    }

    @Test
    void forgetsWhatKeptItFromPlayingAsSoonAsItPlays() {
        look(ViewerVerdictCode.NO_SOURCE);

        assertThat(look(ViewerVerdictCode.SLOW_SOURCE)).isTrue();
        assertThat(memory.said()).isEmpty();
    }

    /** A page and the metrics hear of each change, and of nothing else. */
    @Test
    void reportsAChangeExactlyWhenWhatIsSaidChanges() {
        Random random = new Random(13);
        List<ViewerVerdictCode> codes = List.of(ViewerVerdictCode.values());
        int changes = 0;
        for (int look = 0; look < 20_000; look++) {
            Optional<ViewerVerdictCode> before = memory.said();
            Optional<ViewerVerdictCode> seen =
                    random.nextInt(3) == 0 ? Optional.empty() : Optional.of(codes.get(random.nextInt(codes.size())));
            int times = random.nextBoolean() ? 1 : 1 + random.nextInt(6);
            boolean changed = false;
            for (int time = 0; time < times; time++) {
                before = memory.said();
                changed = memory.look(seen);
                assertThat(changed).isEqualTo(!memory.said().equals(before));
                changes += changed ? 1 : 0;
            }
        }
        assertThat(changes).isGreaterThan(1000);
    }
}
