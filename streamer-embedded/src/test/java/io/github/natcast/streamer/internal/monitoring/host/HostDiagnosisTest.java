package io.github.natcast.streamer.internal.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostDiagnosisTest {
    private static final List<HostCondition> ALL = List.of(HostCondition.values());

    private final Samples host = new Samples();
    private final HostDiagnosis diagnosis = new HostDiagnosis();
    private final List<HostDiagnosis.Change> told = new ArrayList<>();

    private void forSeconds(int seconds, Consumer<Samples> each) {
        for (int i = 0; i < seconds; i++) {
            each.accept(host);
            told.addAll(diagnosis.observe(host.next()));
        }
    }

    private static void well(Samples host) {
        host.encode(25, 0, 10);
    }

    /** What brings a condition about, and the values that end it. */
    private static Consumer<Samples> spoiled(HostCondition condition) {
        return switch (condition) {
            case SENDER_LATE -> host -> host.late = 84_000_000;
            case ENCODER_SLOW -> host -> host.encode(15, 10, 66);
            case SEND_BUFFER_FULL -> host -> host.full += 100;
            case RECEIVE_BUFFER_FULL -> host -> host.dropped += 30;
            case DESCRIPTORS_TOO_FEW -> host -> host.needed = 1 << 20;
            case DESCRIPTORS_USED_UP -> host -> host.open = 1_000_000;
            case CLOCK_STEPPED -> host -> host.wallMillis += 3_000;
            case HEAP_FULL -> host -> host.heapUsed = host.heapKept = 500L << 20;
            case MEMORY_LOW -> host -> host.memoryUsed = 8_000L << 20;
        };
    }

    private static void mended(Samples host) {
        Samples fresh = new Samples();
        host.late = fresh.late;
        host.needed = fresh.needed;
        host.open = fresh.open;
        host.heapUsed = fresh.heapUsed;
        host.heapKept = fresh.heapKept;
        host.memoryUsed = fresh.memoryUsed;
        well(host);
    }

    @Test
    void aHostThatIsUpToItIsNotTalkedAbout() {
        forSeconds(600, HostDiagnosisTest::well);

        assertThat(told).isEmpty();
        assertThat(diagnosis.reasons()).isEmpty();
        assertThat(diagnosis.latest()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void eachIsToldOnceWhenItBeginsAndOnceWhenItHasEnded(HostCondition condition) {
        forSeconds(10, HostDiagnosisTest::well);
        forSeconds(60, spoiled(condition));
        assertThat(told).extracting(HostDiagnosis.Change::condition).contains(condition);
        assertThat(told).allMatch(HostDiagnosis.Change::began).doesNotHaveDuplicates();
        assertThat(diagnosis.isOn(condition)).isTrue();
        assertThat(diagnosis.begun(condition)).isEqualTo(1);
        // What to do follows what is so.
        assertThat(diagnosis.reasons())
                .allMatch(reason -> reason.contains(". "))
                .hasSameSizeAs(told);

        forSeconds(80, HostDiagnosisTest::mended);

        assertThat(told.get(told.size() - 1).began()).isFalse();
        assertThat(told.get(told.size() - 1).sentence())
                .startsWith("it is over that ")
                .doesNotContain(". ");
        assertThat(diagnosis.reasons()).isEmpty();

        forSeconds(10, spoiled(condition));
        assertThat(diagnosis.begun(condition)).as("it has come back").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"SENDER_LATE", "DESCRIPTORS_USED_UP", "HEAP_FULL", "MEMORY_LOW"})
    void oneBadSecondIsNothing(HostCondition condition) {
        forSeconds(10, HostDiagnosisTest::well);
        for (int i = 0; i < 20; i++) {
            forSeconds(1, spoiled(condition));
            forSeconds(10, HostDiagnosisTest::mended);
        }
        assertThat(told).isEmpty();
    }

    /** Whatever comes and goes, and at any pace: a condition is not told again before it has been over for its time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingFlaps(long seed) {
        Random random = new Random(seed);
        int seconds = 20_000;
        int left = 0;
        List<HostCondition> now = List.of();
        for (int second = 0; second < seconds; second++) {
            if (left-- <= 0) {
                left = random.nextInt(random.nextBoolean() ? 4 : 90);
                now = random.nextBoolean()
                        ? List.of()
                        : random.ints(2, 0, ALL.size())
                                .mapToObj(index -> ALL.get(index))
                                .toList();
            }
            mended(host);
            now.forEach(condition -> spoiled(condition).accept(host));
            for (HostDiagnosis.Change change : diagnosis.observe(host.next())) {
                told.add(change);
                assertThat(diagnosis.isOn(change.condition())).isEqualTo(change.began());
            }
        }
        for (HostCondition condition : HostCondition.values()) {
            List<HostDiagnosis.Change> own = told.stream()
                    .filter(change -> change.condition() == condition)
                    .toList();
            for (int i = 0; i < own.size(); i++) {
                assertThat(own.get(i).began()).as("they alternate").isEqualTo(i % 2 == 0);
            }
            assertThat(diagnosis.begun(condition))
                    .as("%s", condition)
                    .isPositive()
                    .isLessThanOrEqualTo(1 + seconds / (condition.calm() + condition.bad()));
        }
    }

    @Test
    void aValueThatTremblesAboutItsLimitIsToldOnce() {
        Random random = new Random(7);
        forSeconds(1000, host -> {
            host.memoryUsed = (long) ((8L << 30) * (0.93 + (random.nextDouble() - 0.5) / 50));
            well(host);
        });
        assertThat(told).singleElement().matches(HostDiagnosis.Change::began);
    }
}
