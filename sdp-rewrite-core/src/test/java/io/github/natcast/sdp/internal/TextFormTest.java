package io.github.natcast.sdp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.SdpCorpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormTest {
    /** {@code ~} stands for a line ending. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "v=0~o=- 1 1 IN IP4 10.0.0.1~s=-~            | SDP",
                "\uFEFFv=0~s=-                               | SDP",
                "v=0~i=C:\\new a=x~s=-                       | SDP",
                "v=0~i=one\\nc=two~s=-                       | SDP",
                "candidate:1 1 udp 9 10.0.0.1 5004 typ host  | SDP",
                "v=0~not SDP~                                | SDP",
                "``                                          | EMPTY",
                "` ~\t~`                                     | EMPTY",
                "{\"type\":\"answer\",\"sdp\":\"v=0\\r\\no=- 1 1 IN IP4 10.0.0.1\\r\\n\"} | JSON",
                "{~  \"type\": \"answer\",~  \"sdp\": \"v=0\\r\\ns=-\\r\\n\"~}~ | JSON",
                "[{\"candidate\":\"candidate:1 1 udp 9 10.0.0.1 5004 typ host\"}] | JSON",
                "v=0\\r\\no=- 1 1 IN IP4 10.0.0.1\\r\\ns=-\\r\\n | ESCAPED",
                "\"v=0\\r\\ns=-\\r\\n\"                      | ESCAPED",
                "v=0\\ns=-                                   | ESCAPED",
                "v=0\\\\r\\\\ns=-                            | ESCAPED",
                "`    v=0~    s=-~`                          | INDENTED",
                "`\tv=0~\ts=-`                               | INDENTED",
                "`  v=0~    s=-~  t=0 0`                     | INDENTED",
                "hello                                       | OTHER",
                "<html>~</html>                              | OTHER"
            })
    void tellsWhatATextIs(String text, TextForm form) {
        assertThat(TextForm.of(text.replace("~", "\r\n"))).isEqualTo(form);
    }

    @Test
    void saysWhatToDo() {
        for (TextForm form : TextForm.values()) {
            assertThat(form.sentence()).isNotBlank();
        }
    }

    @Test
    void takesNoRealDescriptionForSomethingElse() {
        assertThat(SdpCorpus.files().stream()
                        .filter(file -> {
                            TextForm form = TextForm.of(SdpCorpus.read(file));
                            return form == TextForm.JSON || form == TextForm.ESCAPED;
                        })
                        .toList())
                .isEmpty();
    }
}
