package io.github.natcast.streamer.internal.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnexBTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a three-byte start code             | 000001 65aa           | 65aa",
                "a four-byte start code              | 00000001 65aa         | 65aa",
                "both kinds, mixed                   | 00000001 67 000001 68 00000001 65 | 67 68 65",
                "zero bytes behind a unit            | 000001 65aa 0000 00000001 41 000000 | 65aa 41",
                "empty units                         | 000001 000001 65 000001 | 65",
                "bytes before the first start code   | ffff 000001 65        | 65",
                "no start code at all                | 65aabb                | ''",
                "nothing                             | ''                    | ''",
                "a cut start code at the end         | 000001 65 0000        | 65",
                "escaped zeros inside a unit         | 000001 65 000003 01   | 6500000301",
                "a one between zeros                 | 000001 65 0100 01     | 65010001",
                "start codes at every alignment      | 000001 aa 000001 bbbb 000001 cccccc 000001 dd | aa bbbb cccccc dd",
            })
    void findsUnits(String name, String stream, String units) {
        AnnexB reader = new AnnexB(HexFormat.of().parseHex(stream.replace(" ", "")));
        byte[] data = HexFormat.of().parseHex(stream.replace(" ", ""));
        List<String> found = new ArrayList<>();
        while (reader.next()) {
            found.add(HexFormat.of().formatHex(data, reader.offset(), reader.offset() + reader.length()));
        }
        assertThat(String.join(" ", found)).as(name).isEqualTo(units);
    }
}
