package io.github.natcast.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;
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
    void refusesPublicAddressesThatCannotBe() {
        refuses(() -> PublicAddress.of("example.com"), "example.com", "never looked up", "203.0.113.7");
        refuses(() -> PublicAddress.of("0.0.0.0"), "0.0.0.0");
        refuses(() -> PublicAddress.of("224.0.0.1"), "224.0.0.1");
        refuses(() -> PublicAddress.of("192.0.2.1", 65536), "public port", "1 to 65535", "65536");
    }

    private static void refuses(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }
}
