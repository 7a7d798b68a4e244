package io.github.natcast.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortMappingTest {
    @ParameterizedTest
    @CsvSource({
        "same, 1, 1",
        "same, 65535, 65535",
        "fixed:10111, 4711, 10111",
        "offset:10000, 55535, 65535",
        "offset:10000, 55536,",
        "offset:-5, 6, 1",
        "offset:-5, 5,",
        "range:10111-10115:20111, 10111, 20111",
        "range:10111-10115:20111, 10115, 20115",
        "range:10111-10115:20111, 10116,",
        "range:10111-10115:20111, 10110,",
        "'table:5:50,7:6', 7, 6",
        "'table:5:50,7:6', 6,"
    })
    void mapsWhatItCovers(String mapping, int local, Integer expected) {
        OptionalInt mapped = PortMappings.parse(mapping).map(local);

        assertThat(mapped).isEqualTo(expected == null ? OptionalInt.empty() : OptionalInt.of(expected));
    }

    @Test
    void joinsMappingsThatDoNotMeet() {
        PortMapping joined = PortMapping.range(10, 19, 100).and(PortMapping.range(20, 29, 110));

        assertThat(joined.map(25)).hasValue(115);
        assertThat(joined.isContiguous(15, 10)).isTrue();
        assertThat(joined.isContiguous(25, 6)).isFalse();
        assertThat(PortMapping.range(10, 19, 100)
                        .and(PortMapping.range(20, 29, 200))
                        .isContiguous(15, 10))
                .isFalse();
    }

    @Test
    void refusesWhatCannotBeAndSaysWhy() {
        refuses(() -> PortMapping.fixed(0), "public port", "1 to 65535", "0");
        refuses(() -> PortMapping.range(20, 10, 5), "20-10");
        refuses(() -> PortMapping.range(1, 100, 65500), "65599");
        refuses(() -> PortMapping.offset(65535), "65535");
        refuses(() -> PortMapping.table(Map.of()), "empty");
        refuses(() -> PortMapping.table(Map.of(1, 5, 2, 5)), "public port 5");
        refuses(() -> PortMapping.range(1, 10, 100).and(PortMapping.range(10, 20, 200)), "local port 10");
    }

    @Test
    void equalsWhatMapsEveryPortAlike() {
        PortMapping table = PortMapping.table(Map.of(12, 102, 10, 100, 11, 101));

        assertThat(table)
                .isEqualTo(PortMapping.range(10, 12, 100))
                .hasSameHashCodeAs(PortMapping.range(10, 12, 100))
                .isEqualTo(PortMapping.range(10, 10, 100).and(PortMapping.range(11, 12, 101)))
                .isNotEqualTo(PortMapping.range(10, 12, 101))
                .isNotEqualTo(PortMapping.fixed(100))
                .hasToString("10-12>100-102");
        assertThat(PortMapping.fixed(5)).isEqualTo(PortMapping.fixed(5)).isNotEqualTo(PortMapping.fixed(6));
        assertThat(PortMapping.offset(0)).isEqualTo(PortMapping.same()).hasToString("same");
        assertThat(PortMapping.none().and(table)).isEqualTo(table);
    }

    @Test
    void mapsAsASimpleTableDoesHoweverItWasBuilt() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Map<Integer, Integer> table = new HashMap<>();
            Set<Integer> taken = new HashSet<>();
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                int mapped = 100 + random.nextInt(60);
                if (taken.add(mapped)) {
                    table.putIfAbsent(1 + random.nextInt(60), mapped);
                }
            }
            PortMapping whole = PortMapping.table(table);
            PortMapping joined = PortMapping.none();
            for (Map.Entry<Integer, Integer> entry : table.entrySet()) {
                joined = joined.and(PortMapping.range(entry.getKey(), entry.getKey(), entry.getValue()));
            }
            assertThat(joined).isEqualTo(whole);
            for (int port = 0; port < 70; port++) {
                assertThat(whole.mapOrZero(port)).as("%s of %s", port, table).isEqualTo(table.getOrDefault(port, 0));
            }
        }
    }

    @Test
    void neverMapsAnotherPortToNine() {
        refuses(() -> PortMapping.fixed(9), "public port must not be 9", "forward another one");
        refuses(() -> PortMapping.table(Map.of(5004, 9)), "must not be 9");
        refuses(() -> PortMapping.range(5004, 5004, 9), "must not be 9");
        assertThat(PortMapping.range(100, 110, 5)).hasToString("100-103>5-8,105-110>10-15");
        assertThat(PortMapping.range(104, 110, 9)).hasToString("105-110>10-15");
        assertThat(PortMapping.range(100, 104, 5)).hasToString("100-103>5-8");
        assertThat(PortMapping.offset(-5).map(14)).isEmpty();
        assertThat(PortMapping.same().map(9)).hasValue(9);
    }

    private static void refuses(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }
}
