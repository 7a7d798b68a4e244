package io.github.natcast.sdp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFinderTest {
    /** The line, what is found in it as written, and the addresses in their canonical form. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=ssrc:1 cname:me@192.168.1.10         | 192.168.1.10       | 192.168.1.10",
                "a=control:rtsp://u:pw@192.168.1.10:554/1 | 192.168.1.10     | 192.168.1.10",
                "a=path:msrp://192.168.1.10:2855/s;tcp  | 192.168.1.10       | 192.168.1.10",
                "u=http://[fd00::10]/                   | fd00::10           | fd00::10",
                "a=path:msrp://[FD00:0::10]:2855/s;tcp  | FD00:0::10         | fd00::10",
                "a=x-ip:fd00::10                        | fd00::10           | fd00::10",
                "a=ssrc:1 cname:fd00::10                | fd00::10           | fd00::10",
                "a=fade:fd00::10                        | fd00::10           | fd00::10",
                "a=fd00::10                             | fd00::10           | fd00::10",
                "i=at fd00::10.                         | fd00::10           | fd00::10",
                "i=at fd00::10:                         | fd00::10           | fd00::10",
                "i=fd00:0:0:0:0:0:0:10:5004             | fd00:0:0:0:0:0:0:10 | fd00::10",
                "i=at ..fd00::10..                      | fd00::10           | fd00::10",
                "i=x::1                                 | ::1                | ::1",
                "c=IN IP6 fe80::1%eth0.5/3              | fe80::1%eth0.5     | fe80::1",
                "u=http://[fe80::1%25eth0]/             | fe80::1%25eth0     | fe80::1",
                "i=192.168.001.010                      | 192.168.001.010    | 192.168.1.10",
                "i=010.0.0.1,10.0.0.2;10.0.0.3.         | 010.0.0.1 10.0.0.2 10.0.0.3 | 10.0.0.1 10.0.0.2 10.0.0.3",
                "c=IN IP6 ::ffff:192.168.1.10           | ::ffff:192.168.1.10 | ::ffff:192.168.1.10",
                "c=IN IP6 ::192.168.1.10                | ::192.168.1.10     | ::c0a8:10a",
                "i=::ffff:192.168.1.10:554              | ::ffff:192.168.1.10 | ::ffff:192.168.1.10",
                "i=host:10.0.0.1:554                    | 10.0.0.1           | 10.0.0.1",
                "i=face:10.0.0.1                        | 10.0.0.1           | 10.0.0.1",
                "i=cam10.0.0.1x                         | 10.0.0.1           | 10.0.0.1",
                "c=IN IP6 ::                            | ::                 | ::",
                "a=ice-options:std::vector              | ''                 | ''",
                "i=1.2.3.4.5 and 1.2.3                  | ''                 | ''",
                "i=256.1.1.1 1..2.3                     | ''                 | ''",
                "t=0 0                                  | ''                 | ''",
                "a=range:smpte=0:10:20-                 | ''                 | ''",
                "a=fingerprint:sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB | '' | ''",
            })
    void findsAddressesWhereverTheyStand(String line, String asWritten, String canonical) {
        List<String> found = new ArrayList<>();
        List<String> values = new ArrayList<>();
        AddressFinder finder = new AddressFinder(line);
        while (finder.next()) {
            found.add(line.substring(finder.start(), finder.end()));
            values.add(
                    finder.isIpv6()
                            ? IpLiteral.formatIpv6(finder.highBits(), finder.lowBits())
                            : IpLiteral.formatIpv4(finder.lowBits()));
        }

        assertThat(String.join(" ", found)).isEqualTo(asWritten);
        assertThat(String.join(" ", values)).isEqualTo(canonical);
    }
}
