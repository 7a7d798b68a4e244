package io.github.natcast.examples.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ManPagesTest {
    private static final Map<String, String> PAGES =
            ManPages.of(Sample.spec(), "1.0-SNAPSHOT", LocalDate.of(2026, 1, 2));

    @Test
    void aPageOfTheProgramAndOfEachCommand() {
        assertThat(PAGES).containsOnlyKeys("tool", "tool-copy");
        assertThat(PAGES.get("tool")).isEqualTo("""
                .TH "TOOL" "1" "2026-01-02" "tool 1.0\\-SNAPSHOT" "tool 1.0\\-SNAPSHOT"
                .SH "NAME"
                tool \\- Does a lot
                .SH "SYNOPSIS"
                .B tool [OPTION...] COMMAND
                .SH "DESCRIPTION"
                Does a lot.
                .SH "COMMANDS"
                .TP
                .B copy
                Copies films. Slowly.
                .SH "OPTIONS"
                .SH "SEE ALSO"
                .BR tool\\-copy (1)
                """);
    }

    @Test
    void hyphensStayHyphensAndNoLineIsARequest() {
        assertThat(PAGES.get("tool-copy")).isEqualTo("""
                .TH "TOOL\\-COPY" "1" "2026-01-02" "tool 1.0\\-SNAPSHOT" "tool 1.0\\-SNAPSHOT"
                .SH "NAME"
                tool\\-copy \\- Copies films. Slowly
                .SH "SYNOPSIS"
                .B tool copy [OPTION...] FILM...
                .SH "DESCRIPTION"
                Copies films. Slowly.
                .PP
                \\&.well\\-known \\e is 'no request' of "roff"
                .PP
                100% true.
                .SH "OPTIONS"
                .TP
                .B FILM
                What to copy.
                .TP
                .B \\-o, \\-\\-out=FILE
                Where to; [is] it's made: yes.
                .TP
                .B \\-\\-way=WAY
                One of UDP, TCP.
                Default: UDP.
                .TP
                .B \\-\\-tag=NAME
                May be given several times.
                .TP
                .B \\-\\-quiet
                Says nothing.
                .SH "EXIT STATUS"
                .TP
                .B 0
                copied
                .TP
                .B 2
                bad \\- input
                .SH "EXAMPLES"
                .nf
                  tool copy \\-v a:b \\-\\-out='x y'
                .fi
                .SH "SEE ALSO"
                .BR tool (1)
                """);
    }
}
