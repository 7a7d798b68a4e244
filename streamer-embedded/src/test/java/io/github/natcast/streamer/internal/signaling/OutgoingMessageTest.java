package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingMessageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"chat\"}",
                "{\"text\":\"你好\",\"type\":\"chat\"}",
                "{\"type\":\"webrtc\"}",
                "{\"type\":\"Ping\"}",
                " {\"type\" : \"a.b/c\"}\n"
            })
    void sendsObjectsOfTheProgramsOwnTypes(String json) {
        assertThat(new OutgoingMessage(json).json()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello|is not JSON|hello",
                "``|must be a JSON object|",
                "[1]|must be a JSON object|[1]",
                "null|must be a JSON object|null",
                "{\"type\":\"chat\"} {}|is not JSON|{}",
                "{\"type\":\"chat\"|is not JSON|chat",
                "{}|needs a \"type\"|{}",
                "{\"type\":7}|needs a \"type\"|7",
                "{\"type\":\"\"}|needs a \"type\"|1 to 64",
                "{\"type\":\"error\"}|signalling's own|\"error\"",
                "{\"type\":\"webrtc_answer\"}|signalling's own|webrtc_answer",
                "{\"type\":\"ice_servers\"}|signalling's own|ice_servers",
                "{\"type\":\"viewer_stats\"}|signalling's own|viewer_",
                "{\"type\":\"natcast_future\"}|signalling's own|natcast_future",
                "{\"type\":\"chat\",\"type\":\"error\"}|signalling's own|error",
            })
    void saysWhatIsWrong(String json, String reason, String detail) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutgoingMessage(json))
                .withMessageContaining(reason)
                .withMessageContaining(detail == null ? "" : detail);
    }

    /** In bytes: of three for each of these characters. */
    @Test
    void theLongestHas64KibibytesOfUtf8() {
        String frame = "{\"type\":\"a\",\"x\":\"\"}";
        int room = OutgoingMessage.MAXIMUM_BYTES - frame.length();
        String fits = frame.replace("\"x\":\"", "\"x\":\"" + "房".repeat(room / 3) + "y".repeat(room % 3));
        assertThat(new OutgoingMessage(fits).json()).isEqualTo(fits);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutgoingMessage(fits.replace("\"}", "z\"}")))
                .withMessageContaining("65537 bytes")
                .withMessageContaining("at most 65536");
    }
}
